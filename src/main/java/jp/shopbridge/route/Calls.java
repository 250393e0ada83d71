package jp.shopbridge.route;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.shopbridge.Lib;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Whether beans, their methods with so many arguments, and classes that routes name are there. */
final class Calls {

    private static final Pattern IN_SIMPLE =
            Pattern.compile("\\$\\{bean:([a-z][A-Za-z0-9]*)(?:\\.|\\?method=|::)([A-Za-z0-9]+)");
    private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([a-z][A-Za-z0-9]*)");
    private static final Pattern CLASS = Pattern.compile("[a-z][\\w]*(\\.[A-Za-z_$][\\w$]*)+");
    private static final Set<String> CLASSES = Set.of("exception", "type", "outType", "responseModel", "beanType");
    private static final Set<String> WHOLE = Set.of("int", "long", "java.lang.Integer", "java.lang.Long");
    private static final Set<String> FLAG = Set.of("boolean", "java.lang.Boolean");

    private final List<RouteText> files;
    private final Beans beans;
    private final RouteFindings findings;
    private final Map<String, Optional<Class<?>>> declared = new HashMap<>();

    Calls(List<RouteText> files, Beans beans, RouteFindings findings) {
        this.files = files;
        this.beans = beans;
        this.findings = findings;
    }

    void check() {
        for (RouteText file : files) {
            for (Node list : file.all("beans")) {
                for (Node bean : Nodes.items(list)) {
                    String type = Nodes.text(bean, "type");
                    declared.put(Nodes.text(bean, "name"), loaded(type.replaceFirst("^#class:", "")));
                }
            }
        }
        for (RouteText file : files) {
            for (Node entry : file.root().getValue()) {
                Nodes.walk("", entry, (key, node) -> visit(file, key, node));
            }
            for (Node list : file.all("beans")) {
                Nodes.items(list).forEach(bean -> properties(file, bean));
            }
        }
        for (References.Expanded made : References.Expanded.all(files)) {
            Nodes.walk("", made.template(), (key, node) -> {
                if (isCall(key, node)
                        && Nodes.get(node, "ref") instanceof ScalarNode ref
                        && (ref.getValue() + Nodes.text(node, "method")).contains("{{")) {
                    Node method = Nodes.get(node, "method");
                    call(
                            made.file(),
                            made.at(ref.getValue()),
                            made.at(Nodes.text(method)),
                            made.filled(ref.getValue()),
                            made.filled(Nodes.text(method)));
                }
            });
        }
    }

    private void visit(RouteText file, String key, Node node) {
        if (isCall(key, node) && Nodes.get(node, "ref") instanceof ScalarNode ref) {
            Node method = Nodes.get(node, "method");
            call(file, ref, method == null ? ref : method, ref.getValue(), Nodes.text(method));
        }
        if (!(node instanceof ScalarNode scalar)) {
            return;
        }
        String text = scalar.getValue();
        if (CLASSES.contains(key)
                && CLASS.matcher(text.replaceFirst("\\[]$", "")).matches()) {
            type(file, node, text.replaceFirst("\\[]$", ""));
        }
        Matcher reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            call(file, node, node, reference.group(1), "");
        }
        Matcher simple = IN_SIMPLE.matcher(text);
        while (simple.find()) {
            call(file, node, node, simple.group(1), simple.group(2));
        }
    }

    private static boolean isCall(String key, Node node) {
        return node instanceof MappingNode && (key.equals("bean") || key.equals("method"));
    }

    private void call(RouteText file, Node at, Node methodAt, String bean, String method) {
        if (Nodes.open(bean) || bean.contains("{{")) {
            return;
        }
        if (!beans.has(bean) && !declared.containsKey(bean)) {
            findings.add(
                    file.name(),
                    at,
                    Messages.sentence("route.there-no-bean", bean),
                    Messages.sentence("route.correct-name-declare-under-beans"));
            return;
        }
        Class<?> type = declared.containsKey(bean) ? declared.get(bean).orElse(null) : beans.type(bean);
        String name = method.replaceFirst("(?s)\\(.*", "").strip();
        if (type == null || name.isEmpty() || name.contains("{{")) {
            return;
        }
        List<Method> named = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(name))
                .toList();
        if (named.isEmpty()) {
            Set<String> known = Arrays.stream(type.getMethods())
                    .filter(each -> each.getDeclaringClass() != Object.class)
                    .map(Method::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            String near = Spelling.near(name, known);
            findings.add(
                    file.name(),
                    methodAt,
                    Messages.sentence("route.bean-no-method", bean, name),
                    Messages.sentence("route.write-one", near));
            return;
        }
        int given = arguments(method);
        if (given >= 0 && named.stream().noneMatch(each -> each.getParameterCount() == given)) {
            Set<Integer> wanted =
                    named.stream().map(Method::getParameterCount).collect(Collectors.toCollection(TreeSet::new));
            String forms = named.stream()
                    .map(each -> name + "("
                            + Arrays.stream(each.getParameterTypes())
                                    .map(Class::getSimpleName)
                                    .collect(Collectors.joining(", "))
                            + ")")
                    .collect(Collectors.joining(", "));
            findings.add(
                    file.name(),
                    methodAt,
                    Messages.sentence(
                            "route.count-of-arguments",
                            name,
                            Sentence.of(words(wanted, "または"), words(wanted, " or ")),
                            given),
                    Messages.sentence("route.write-as", forms));
        }
    }

    private static String words(Set<Integer> numbers, String or) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(or));
    }

    /** How many arguments are written; -1 when that is left to Camel. */
    static int arguments(String method) {
        int open = method.indexOf('(');
        int close = method.lastIndexOf(')');
        if (open < 0 || close < open) {
            return -1;
        }
        String inside = method.substring(open + 1, close).strip();
        if (inside.isEmpty()) {
            return 0;
        }
        int count = 1;
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < inside.length(); i++) {
            char letter = inside.charAt(i);
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
            } else if (letter == '\'' || letter == '"') {
                quote = letter;
            } else if (letter == '{' || letter == '(' || letter == '[') {
                depth++;
            } else if (letter == '}' || letter == ')' || letter == ']') {
                depth--;
            } else if (letter == ',' && depth == 0) {
                count++;
            }
        }
        return count;
    }

    private void type(RouteText file, Node at, String name) {
        if (loaded(name).isEmpty()) {
            findings.add(
                    file.name(),
                    at,
                    Messages.sentence("route.there-no-class", name),
                    Messages.sentence("route.correct-name-add-jar-holds"));
        }
    }

    /** What is set on a bean that a file declares. */
    private void properties(RouteText file, Node bean) {
        Class<?> type = declared.getOrDefault(Nodes.text(bean, "name"), Optional.empty())
                .orElse(null);
        if (type == null) {
            return;
        }
        Map<String, Method> setters = new HashMap<>();
        for (Method method : type.getMethods()) {
            String name = method.getName();
            if (name.length() > 3 && name.startsWith("set") && method.getParameterCount() == 1) {
                setters.put(Character.toLowerCase(name.charAt(3)) + name.substring(4), method);
            }
        }
        for (NodeTuple entry : Nodes.entries(Nodes.get(bean, "properties"))) {
            String name = Nodes.text(entry.getKeyNode());
            Method setter = setters.get(name);
            if (setter == null) {
                if (!name.contains(".") && !name.contains("[")) {
                    String near = Spelling.near(name, new TreeSet<>(setters.keySet()));
                    findings.add(
                            file.name(),
                            entry.getKeyNode(),
                            Messages.sentence("route.no", type.getSimpleName(), name),
                            Messages.sentence("route.write-one", near));
                }
            } else {
                value(file, entry.getValueNode(), name, setter.getParameterTypes()[0].getName());
            }
        }
    }

    private void value(RouteText file, Node at, String name, String type) {
        String text = Nodes.text(at);
        if (text.isEmpty() || Nodes.open(text) || text.startsWith("#")) {
            return;
        }
        if ((WHOLE.contains(type) && !text.matches("[-+]?\\d{1,18}"))
                || (FLAG.contains(type) && !text.matches("true|false"))) {
            findings.wrongValue(file.name(), at, name, text, WHOLE.contains(type));
        }
    }

    private static Optional<Class<?>> loaded(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        UnaryOperator<String> inner = type -> type.replaceFirst("\\.(?=[A-Z]\\w*$)", "\\$");
        for (String each : List.of(name, inner.apply(name))) {
            try {
                return Optional.of(Class.forName(each, false, Lib.loader()));
            } catch (ClassNotFoundException | LinkageError e) {
                // Perhaps it stands inside another class.
            }
        }
        return Optional.empty();
    }
}
