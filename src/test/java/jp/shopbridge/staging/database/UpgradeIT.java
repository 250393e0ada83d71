package jp.shopbridge.staging.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.support.Database;
import org.flywaydb.core.Flyway;

/** A PostgreSQL of a release with schema 11. */
class UpgradeIT extends UpgradeContract {

    @Override
    int version() {
        return 11;
    }

    /** The migrations of that release, and the rows it wrote. */
    @Override
    Map<String, String> filled(Path kept) throws SQLException {
        Map<String, String> database = Database.emptyPostgres();
        Flyway.configure()
                .dataSource(database.get("spring.datasource.url"), database.get("spring.datasource.username"), "")
                .target(Integer.toString(version()))
                .load()
                .migrate();
        try (Connection from = connection(UpgradeTest.onFile(kept));
                Connection to = connection(database);
                Statement tables = from.createStatement();
                ResultSet table = tables.executeQuery("select table_name from information_schema.tables"
                        + " where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history'")) {
            List<String> names = new ArrayList<>();
            while (table.next()) {
                names.add(table.getString(1));
            }
            // No table's rows may come before those they refer to.
            names.sort((left, right) -> Boolean.compare(!left.equals("listing"), !right.equals("listing")));
            for (String name : names) {
                copy(name, from, to);
            }
        }
        return database;
    }

    private static void copy(String table, Connection from, Connection to) throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("select * from " + table)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i));
            }
            try (PreparedStatement insert = to.prepareStatement("insert into " + table + " ("
                    + String.join(", ", columns) + ") overriding system value values ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")")) {
                while (rows.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        insert.setObject(i, rows.getObject(i));
                    }
                    insert.execute();
                }
            }
            if (columns.contains("id")) {
                try (Statement sequence = to.createStatement();
                        ResultSet has = sequence.executeQuery("select pg_get_serial_sequence('" + table + "', 'id')")) {
                    if (has.next() && has.getString(1) != null) {
                        String name = Objects.requireNonNull(has.getString(1));
                        try (Statement set = to.createStatement()) {
                            set.execute(
                                    "select setval('" + name + "', (select coalesce(max(id), 1) from " + table + "))");
                        }
                    }
                }
            }
        }
    }
}
