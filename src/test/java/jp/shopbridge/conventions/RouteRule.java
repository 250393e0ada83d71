package jp.shopbridge.conventions;

import java.util.List;
import java.util.function.BiFunction;

/**
 * One convention of route files.
 *
 * @param name the rule in a few words, in kebab-case; a fixture names the rule it breaks by this
 * @param check gives a sentence for each place that breaks the rule: where, what, and what to do
 */
record RouteRule(String name, BiFunction<List<RouteFile>, Project, List<String>> check) {

    List<String> problems(List<RouteFile> files, Project project) {
        return check.apply(files, project).stream().distinct().toList();
    }
}
