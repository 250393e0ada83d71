package jp.shopbridge.mapping;

/**
 * Where something stands.
 *
 * @param file the file's path below the mappings folder
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(String file, int line, int column) implements Comparable<Position> {

    /** A position further right on the same line. */
    Position right(int characters) {
        return new Position(file, line, column + characters);
    }

    @Override
    public int compareTo(Position other) {
        int order = file.compareTo(other.file);
        if (order == 0) {
            order = Integer.compare(line, other.line);
        }
        return order == 0 ? Integer.compare(column, other.column) : order;
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
