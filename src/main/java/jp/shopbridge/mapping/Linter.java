package jp.shopbridge.mapping;

/** Looks at one compiled mapping as a whole: what it reads, what it writes, and what can never happen. */
final class Linter {

    private final Mapping mapping;
    private final Shape from;
    private final Shape to;
    private final Findings findings;

    Linter(Mapping mapping, Shape from, Shape to, Findings findings) {
        this.mapping = mapping;
        this.from = from;
        this.to = to;
        this.findings = findings;
    }

    void run(Yaml.Table table) {}
}
