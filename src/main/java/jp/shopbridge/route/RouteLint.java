package jp.shopbridge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.shopbridge.failure.Messages;
import org.snakeyaml.engine.v2.nodes.Node;

/** Looks at a folder of route files as a whole, without running any of them. */
public final class RouteLint {

    private static final int MOST_NAMED = 4;

    private RouteLint() {}

    /** What is wrong with files of which it is not known which beans there will be. */
    public static List<RouteFinding> of(RouteFiles files) {
        return of(files, new ScannedBeans());
    }

    /** What is wrong with files, in their order; empty when nothing is. */
    public static List<RouteFinding> of(RouteFiles files, Beans beans) {
        RouteFindings findings = new RouteFindings();
        if (files.whole() && !folder(files, findings)) {
            return findings.sorted();
        }
        List<RouteText> texts = read(files, findings);
        CamelSchema schema = CamelSchema.ofTheClassPath();
        Endpoints endpoints = new Endpoints(beans);
        for (RouteText text : texts) {
            schema.check(text, findings);
            endpoints.check(text, findings);
        }
        new Calls(texts, beans, findings).check();
        References references = new References(texts, findings);
        references.ids();
        references.templateParameters();
        // What another file lacks because it cannot be read is no mistake of its own.
        if (files.whole() && texts.size() == files.files().size()) {
            missing(files, texts, findings);
            references.policiesAndTemplates();
            references.consumers();
        }
        return findings.sorted();
    }

    private static List<RouteText> read(RouteFiles files, RouteFindings findings) {
        List<RouteText> texts = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            RouteText text = RouteText.read(file.getKey(), file.getValue(), findings);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Whether there is anything to look at. */
    private static boolean folder(RouteFiles files, RouteFindings findings) {
        for (String path : files.overlooked()) {
            findings.add(
                    path,
                    1,
                    1,
                    Messages.sentence("route.file-name-place-takes-no"),
                    Messages.sentence("route.put-into-folder-itself-into"));
        }
        if (files.found() && !files.files().isEmpty()) {
            return true;
        }
        findings.add(
                files.place(),
                1,
                1,
                files.found()
                        ? Messages.sentence("route.folder-holds-no-route-file")
                        : Messages.sentence("route.there-no-such-folder"),
                Messages.sentence("route.put-camel-yaml-files-there"));
        return false;
    }

    /** Files of the application that the folder replaces and does not have, in name or in what they hold. */
    private static void missing(RouteFiles files, List<RouteText> texts, RouteFindings findings) {
        Set<String> here = new TreeSet<>();
        texts.forEach(text -> here.addAll(ids(text)));
        for (RouteText packed : read(RouteFiles.packed(), new RouteFindings())) {
            Set<String> ids = ids(packed);
            if (!files.files().containsKey(packed.name()) && ids.stream().noneMatch(here::contains)) {
                String some = String.join(", ", ids.stream().limit(MOST_NAMED).toList())
                        + (ids.size() > MOST_NAMED ? ", …" : "");
                findings.add(
                        packed.name(),
                        1,
                        1,
                        Messages.sentence("route.file-missing-with", some),
                        Messages.sentence("route.put-back-when-left-out"));
            }
        }
    }

    private static Set<String> ids(RouteText text) {
        Set<String> ids = new TreeSet<>();
        for (String kind : List.of("route", "routeConfiguration", "routeTemplate", "rest")) {
            for (Node each : text.all(kind)) {
                ids.add(Nodes.text(each, "id"));
            }
        }
        text.all("templatedRoute").forEach(each -> ids.add(Nodes.text(each, "routeId")));
        ids.remove("");
        return ids;
    }
}
