package jp.shopbridge.conventions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.net.URLConnection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.staging.content.ListingContent;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.springframework.scheduling.annotation.Scheduled;

/** Who may use whom, as rules over the packages below one root: the application's, or the offending classes'. */
final class Modules {

    /** Every package a rule below names. */
    static final List<String> NAMED = List.of(
            "failure",
            "limit",
            "spreadsheet",
            "staging",
            "mapping",
            "futureshop",
            "tiktok",
            "intake",
            "publishing",
            "review",
            "deadletter",
            "api",
            "security",
            "console",
            "sandbox",
            "certification",
            "notice",
            "cluster");

    /** Who takes a listing's document whole, and what for; everybody else asks {@link ListingContent}. */
    static final Map<String, String> TAKE_LISTINGS_WHOLE = Map.of(
            "publishing.check.ListingWall", "it asks every place that a limit or a demand names",
            "staging.Effective", "it puts edits and stock over the mapped document",
            "staging.ListingArrivals", "it stores the mapped document",
            "staging.ListingReports", "it stores what TikTok took",
            "staging.ShopMappings", "the mapping checks the document",
            "staging.MappingUpkeep", "the mapping tries the document",
            "intake.MappingBrake", "the mapping tries the document",
            "publishing.request.ProductBody", "the mapping makes the request of the document",
            "api.products.EvidenceApi", "it shows the documents as they are");

    private static final Pattern BANNED_ENDING =
            Pattern.compile(".*(Impl|Manager|Helper|Helpers|Util|Utils|Handler|Info|Data|Base)|My[A-Z].*");

    private final String root;

    Modules(String root) {
        this.root = root;
    }

    /** The rules by their names. */
    Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "nothing needs the sandbox",
                noClasses()
                        .that(outside("sandbox"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("sandbox"))
                        .because("the pretend worlds are for the default run, the tests and the benchmarks"));
        rules.put(
                "only publishing, review and the consent flow talk to TikTok",
                noClasses()
                        // The sandbox gives the consent that a merchant gives in a browser; the certification records
                        // its
                        // calls itself and speaks of no listing.
                        .that(outside("tiktok", "publishing", "review", "api", "sandbox", "certification"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("tiktok"))
                        .because("nothing is sent without a recorded attempt"));
        rules.put(
                "only intake talks to futureshop",
                noClasses()
                        .that(outside("futureshop", "intake"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("futureshop"))
                        .because("the shop's shapes end at the mapping"));
        rules.put(
                "failures know nobody",
                noClasses()
                        .that()
                        .resideInAPackage(in("failure"))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(root + "..").and(resideOutsideOfPackages(in("failure"))))
                        .because("everybody throws them"));
        rules.put(
                "limits know nobody",
                noClasses()
                        .that()
                        .resideInAPackage(in("limit"))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(root + ".*..")
                                .and(resideOutsideOfPackages(in("limit"), in("failure"))))
                        .because("mappings, checks, page and sheets keep the same"));
        rules.put(
                "staging knows no stage",
                noClasses()
                        .that()
                        .resideInAPackage(in("staging"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                in("intake"),
                                in("publishing"),
                                in("review"),
                                in("deadletter"),
                                in("api"),
                                in("security"),
                                in("console"),
                                in("notice"),
                                in("futureshop"),
                                in("tiktok"))
                        .because("it is what all of them stand on"));
        rules.put(
                "mappings know no stage and no store",
                noClasses()
                        .that()
                        .resideInAPackage(in("mapping"))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(root + ".*..")
                                .and(resideOutsideOfPackages(
                                        in("mapping"), in("failure"), in("limit"), in("spreadsheet"))))
                        .because("the same mapping runs in a route, in a test, on the command line and in a preview"));
        rules.put(
                "stages do not lean on each other in circles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put(
                "the rooms of publishing do not lean on each other in circles",
                slices().matching(root + ".publishing.(*)..").should().beFreeOfCycles());
        rules.put(
                "the files of publishing do not lean on each other in circles",
                slices().assignedFrom(filesOf("publishing")).should().beFreeOfCycles());
        rules.put(
                "what a listing says is read through its typed view",
                noClasses()
                        .that(DescribedPredicate.not(takesListingsWhole()))
                        .should()
                        .callMethod(ListingContent.class, "document")
                        .because("a field's name stands in ListingContent, the mappings and the shape"));
        rules.put(
                "what a failure comes to stands in the policies",
                noCodeUnits()
                        .that()
                        .areDeclaredInClassesThat(DescribedPredicate.not(answersRequests()))
                        .should(tellFailuresApart())
                        .because("policies.camel.yaml has a clause for each kind of failure; give the kind's reaction a"
                                + " method"));
        rules.put(
                "schedules are routes",
                noMethods()
                        .should()
                        .beAnnotatedWith(Scheduled.class)
                        .because("when something runs stands in routes/, on one instance at a time"));
        rules.put(
                "messages enter routes through endpoints",
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(ProducerTemplate.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(FluentProducerTemplate.class)
                        .because("the flow is read in routes/ alone"));
        rules.put(
                "remote calls are route steps",
                noClasses()
                        .that(outside("sandbox", "futureshop", "tiktok"))
                        .and(DescribedPredicate.not(fetchesImages()))
                        .and(DescribedPredicate.not(asksTheSignInProvider()))
                        .and(DescribedPredicate.not(isAnInterceptor()))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.net.http..",
                                "org.apache.hc..",
                                "org.apache.http..",
                                "org.springframework.web.client..",
                                "org.springframework.web.reactive.function.client..")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(URLConnection.class)
                        .because("only the interceptors under a route's HTTP client, the image fetch and the way to the"
                                + " sign-in provider, which Spring Security goes, hold a client"));
        rules.put(
                "names say what a class is", noClasses().should(new ArchCondition<>("end in a word that says nothing") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean banned =
                                BANNED_ENDING.matcher(type.getSimpleName()).matches();
                        events.add(new SimpleConditionEvent(
                                type, banned, type.getName() + " ends in a word that says nothing; name what it is"));
                    }
                }));
        rules.put(
                "processors are Camel's",
                classes()
                        .that()
                        .haveSimpleNameEndingWith("Processor")
                        .should()
                        .beAssignableTo(Processor.class)
                        .because("anything else has a better name"));
        rules.put(
                "time comes from the clock",
                noClasses()
                        .that(outside("sandbox"))
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(OffsetDateTime.class, "now")
                        .because("tests set the clock"));
        return rules.entrySet().stream()
                .collect(
                        LinkedHashMap::new,
                        (all, rule) -> all.put(rule.getKey(), rule.getValue().allowEmptyShould(true)),
                        Map::putAll);
    }

    private static ArchCondition<JavaCodeUnit> tellFailuresApart() {
        return new ArchCondition<>("tell kinds of failures apart") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                long kinds = unit.getInstanceofChecks().stream()
                        .map(InstanceofCheck::getRawType)
                        .filter(type -> type.isAssignableTo(Failure.class)
                                || type.isEquivalentTo(CallNotPermittedException.class))
                        .distinct()
                        .count();
                events.add(new SimpleConditionEvent(
                        unit, kinds > 1, unit.getFullName() + " tells " + kinds + " kinds of failures apart"));
            }
        };
    }

    private DescribedPredicate<JavaClass> answersRequests() {
        return DescribedPredicate.describe(
                "answer requests with problems", type -> type.getName().equals(root + ".api.Problems"));
    }

    private String in(String module) {
        return root + "." + module + "..";
    }

    private DescribedPredicate<JavaClass> outside(String... modules) {
        String[] packages = new String[modules.length];
        for (int i = 0; i < modules.length; i++) {
            packages[i] = in(modules[i]);
        }
        return resideOutsideOfPackages(packages);
    }

    /** A slice for each file of a module: what is nested, as a sealed family is, belongs to its file. */
    private SliceAssignment filesOf(String module) {
        DescribedPredicate<JavaClass> inModule = resideInAnyPackage(in(module));
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return inModule.test(type)
                        ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "files of " + module;
            }
        };
    }

    private DescribedPredicate<JavaClass> takesListingsWhole() {
        return DescribedPredicate.describe("take listings whole", type -> TAKE_LISTINGS_WHOLE.keySet().stream()
                .anyMatch(name -> type.getName().replaceFirst("\\$.*", "").equals(root + "." + name)));
    }

    private static DescribedPredicate<JavaClass> isAnInterceptor() {
        return DescribedPredicate.describe(
                "sit under a route's HTTP client",
                type -> type.isAssignableTo(HttpClientConfigurer.class)
                        || type.isAssignableTo(HttpRequestExecutor.class));
    }

    private DescribedPredicate<JavaClass> asksTheSignInProvider() {
        return DescribedPredicate.describe(
                "ask the sign-in provider",
                type -> type.getPackageName().equals(root + ".security")
                        && type.getName().contains(".Oidc"));
    }

    private DescribedPredicate<JavaClass> fetchesImages() {
        return DescribedPredicate.describe(
                "fetch images", type -> type.getName().startsWith(root + ".publishing.pictures.ImageFetch"));
    }
}
