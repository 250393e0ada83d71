package jp.shopbridge.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

class LiveSettingsCheckTest {

    private static final Path FIXTURES = Path.of("src/test/resources/startup");

    @Test
    void aCompleteLiveSetupHasNoComplaint() throws IOException {
        assertThat(complaints("live", complete(), Map.of())).isEmpty();
    }

    @Test
    void theSandboxNeedsNothing() throws IOException {
        assertThat(complaints("sandbox", Map.of(), Map.of())).isEmpty();
    }

    @Test
    void aLiveSetupWithNothingIsToldEachCredentialAtOnce() throws IOException {
        String message = message("live", Map.of());

        assertThat(message).isEqualTo(Files.readString(FIXTURES.resolve("nothing-set.txt"), StandardCharsets.UTF_8));
    }

    @Test
    void theSecondShopIsToldByItsNumber() throws IOException {
        Map<String, Object> twoShops = complete();
        twoShops.put("bridge.shops[1].key", "outlet");

        assertThat(complaints("live", twoShops, Map.of()))
                .extracting(Complaint::setting)
                .contains("bridge.shops[1].futureshop.client-secret", "bridge.shops[1].tiktok.app-key")
                .noneMatch(setting -> setting.startsWith("bridge.shops[0]"));
    }

    @Test
    void aShopThatIsSetInTwoPlacesIsToldWhatDoesNotCount() throws IOException {
        Map<String, Object> partly = Map.of("bridge.shops[0].key", "mine", "bridge.shops[0].price-rounding", "up");

        assertThat(complaints("sandbox", partly, Map.of()))
                .extracting(Complaint::setting)
                .containsExactly(
                        "bridge.shops[0].futureshop.base-url",
                        "bridge.shops[0].futureshop.shop-key",
                        "bridge.shops[0].futureshop.client-id",
                        "bridge.shops[0].futureshop.client-secret",
                        "bridge.shops[0].tiktok.app-key",
                        "bridge.shops[0].tiktok.app-secret",
                        "bridge.shops[0].tiktok.service-id");
        assertThat(message("sandbox", partly)).contains("taken whole from one place");
    }

    @Test
    void theNameGivenForTheEnvironmentIsTheOneThatWorks() throws IOException {
        Map<String, Object> environment = new HashMap<>();
        complete().forEach((name, value) -> environment.put(new Complaint(name, "").environmentForm(), value));

        assertThat(complaints("live", Map.of(), environment)).isEmpty();
    }

    @Test
    void aPasswordThatIsRefusedIsNeverRepeated() throws IOException {
        Map<String, Object> settings = complete();
        settings.put("security.users.merchant.password", "hush-hush");
        settings.put("security.users.operator.password", "{bcrypt}hush-hush");

        assertThat(message("live", settings))
                .contains("security.users.merchant.password", "SECURITY_USERS_OPERATOR_PASSWORD")
                .doesNotContain("hush-hush");
        assertThat(complaints("sandbox", settings, Map.of())).hasSize(2);
    }

    @Test
    void noSecretIsEverRepeated() throws IOException {
        Map<String, Object> settings = complete();
        settings.put("bridge.encryption-key", "hush-hush");
        settings.put("bridge.shops[0].futureshop.client-secret", "hush-hush");
        settings.put("bridge.shops[0].tiktok.app-key", "");

        assertThat(message("live", settings)).contains("bridge.encryption-key").doesNotContain("hush-hush");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            bridge.shops[0].key                    | Main Shop               | is not a short name
            bridge.shops[0].futureshop.base-url    | api.example.com         | is not an address
            bridge.shops[0].futureshop.base-url    | http://api.example.com  | in clear text
            bridge.shops[0].tiktok.api-base-url    | ftp://api.example.com   | is not an address
            bridge.shops[0].tiktok.category-version| v3                      | is none of [v1, v2]
            bridge.shops[0].tiktok.requests-per-hour | -1                    | is not a whole number from 0
            bridge.shops[0].tiktok.listings-per-day | many                   | is not a whole number from 0
            bridge.shops[0].tiktok.relistings-per-day | 1.5                  | is not a whole number from 0
            bridge.shops[0].price-rounding         | nearest                 | is none of [down, half-up, up]
            bridge.shops[0].axis-titles            | カラー                  | not two different titles
            bridge.shops[0].axis-titles            | カラー,カラー           | not two different titles
            bridge.shops[0].axis-titles            | とても長い題名なのでティックトックには入らない,サイズ | not two different titles
            bridge.shops[0].unmanaged-stock        | many                    | is not a whole number from 0 to 99999
            bridge.encryption-key                  | too-short               | shorter than 16
            bridge.encryption-key                  | sandbox-only-key-that-guards-nothing | everybody knows
            bridge.public-base-url                 | https://bridge.example.com/ | ends in a slash
            spring.datasource.url                  | jdbc:mysql://db/bridge  | neither jdbc:h2: nor jdbc:postgresql:
            security.users.hanako                  | a-password              | not a person
            security.users.merchant.shop           | main                    | there is no such setting of a person
            security.users.merchant.shops          | other                   | is the key of no shop
            security.users.merchant.shops          |  ''                     | names no shop
            security.users.merchant.role           | admin                   | is no role
            security.users.operator.password       | eleven-char             | shorter than 12 characters
            security.users.operator.password       | 合言葉は短すぎます      | shorter than 12 characters
            security.users.operator.password       | あいうえおかきくけこさしすせそたちつてとなにぬねの | longer than 72 bytes
            security.users.operator.password       | password1234            | among the first that are guessed
            security.users.operator.password       | futureshop2026          | among the first that are guessed
            security.users.operator.password       | aaaaaaaaaaaaaa          | among the first that are guessed
            security.users.merchant.role           | watcher                 | merchant, operator and monitor
            security.users.operator.password       | {bcrypt}secret-in-clear-text | no BCrypt hash
            security.users.operator.password       | {bcrypt}$2a$04$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234 | no BCrypt hash of cost 10 to 14
            security.session.longest               | 0s                      | not longer than nothing
            server.servlet.session.timeout         | for ever                | is not a duration
            security.sign-in.attempts              | 0                       | from 3 to 100
            security.sign-in.longest-address-wait  | never                   | is not a duration
            security.oidc.client-id                | bridge                  | .issuer is not
            sandbox.enabled                        | true                    | in the profile sandbox only
            intake.page-size                       | 500                     | from 50 to 250
            intake.requests-per-second             | fast                    | is not a number of requests
            intake.period                          | often                   | is not a duration
            intake.period                          | 0s                      | not longer than nothing
            intake.full-scan                       | nightly                 | is not a schedule
            intake.brake.altered-share             | 50%                     | is not a share from 0 to 1
            intake.brake.missing-share             | 2                       | is not a share from 0 to 1
            publishing.concurrency                 | 0                       | from 1 to 64
            """)
    void aWrongValueIsRefused(String setting, String value, String said) throws IOException {
        Map<String, Object> settings = complete();
        settings.put(setting, value);

        assertThat(complaints("live", settings, Map.of()))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.setting()).isEqualTo(setting))
                .satisfies(complaint -> assertThat(complaint.text()).contains(said));
    }

    /** Each with nothing, less than nothing, text, a whole number that is far too large, and what else fits the setting. */
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            publishing.images.longest           | 0s -5s soon 999999999999999d
            publishing.images.redirects         | -1 many 4000000000 3.5
            publishing.images.headers           | 0 -1 few 4000000000
            publishing.images.header-line       | 0 -8KB long 4GB
            publishing.images.largest-file      | 0MB -20MB big 99999999999GB 1PB
            publishing.images.most-pixels       | 0 -1 all 1e999999999
            publishing.images.file-memory       | 0 -96MB some 19MB 99999GB
            publishing.images.decoding-memory   | -1MB some 1KB 99999GB
            publishing.images.refused-networks  | 10.0.0.0/33 10.0.0.0/-1 10.0.0.256/8 intranet fade.example/8 10.0.0.0-10.0.0.9 fd00::/129 64:ff9b::1::/96
            mapping.trial.heap                  | 0 -192MB much 100KB 99999GB
            mapping.trial.deadline              | 0s -20s never 2d
            mapping.trial.preview-deadline      | 0s -60s never 2d
            mapping.trial.at-once               | 0 -2 both 4000000000
            http.header-time                    | 0s -10s quick 2d
            http.body-time                      | 0s -10s quick 2d
            http.least-rate                     | 0 -16KB slow
            http.bodies                         | 0 -1 many 4000000000
            http.bodies-memory                  | 0 -64MB much
            http.max-webhook                    | 0 -512KB much
            http.further-hosts                  | https://bridge.example bridge.example:8080 *.example bridge.example/
            http.monitor-port                   | -1 66000 many 8080
            http.monitor-address                | here 127.0.0.1:8081
            management.server.port              | 8081
            api.max-body                        | 0 -1MB much
            api.max-import                      | 0 -32MB much
            api.at-once.lists                   | 0 -4 all 4000000000
            api.at-once.webhooks                | 0 -4 all 4000000000
            api.at-once.others                  | 0 -16 all 4000000000
            api.at-once.waiting                 | 0 -200 all 4000000000
            staging.back-ups                    | 0 -7 all
            staging.keep-history                | 0s -1d always
            staging.upkeep                      | nightly 3:10
            notice.expiry-ahead                 | 0d -30d soon
            review.claim                        | 0s -2m short
            links.seller-center                 | javascript:alert(1) seller-jp.tiktok.com https://seller-jp.tiktok.com/x
            links.product                       | /product/edit product/{id} javascript:{id}
            links.warehouse                     | warehouse https://elsewhere.example/x
            links.buyers-page                   | https://shop.tiktok.com/ javascript:{id} /view/{id}
            links.futureshop-product            | https://admin.example/{id} ftp://admin.example/{productNo}
            """)
    void aBoundOfNonsenseIsRefusedInBothLanguages(String setting, String nonsense) throws IOException {
        for (String value : nonsense.split(" ")) {
            Map<String, Object> settings = complete();
            settings.put(setting, value);

            assertThat(complaints("live", settings, Map.of()))
                    .as(value)
                    .singleElement()
                    .satisfies(complaint -> assertThat(complaint.setting()).isEqualTo(setting));
            assertThat(message("live", settings))
                    .contains(setting, "「" + value + "」は", new Complaint(setting, "").environmentForm());
        }
    }

    @Test
    void networksAndHostsThatExistAreTaken() throws IOException {
        Map<String, Object> settings = complete();
        settings.put("publishing.images.refused-networks", "203.0.112.0/20, 64:ff9b:1::/48,198.51.100.7");
        settings.put("publishing.images.decoding-memory", "0");
        settings.put("http.further-hosts[0]", "bridge.example");
        settings.put("http.further-hosts[1]", "10.1.2.3");

        assertThat(complaints("live", settings, Map.of())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [hana:ko]           | cannot be a name
            '[merchant ]'       | cannot be a name
            [-hanako]           | cannot be a name
            '[hana\u202eko]'    | cannot be a name
            schedule            | the bridge itself acts
            [OPERATOR]          | written in another case
            """)
    void aNameThatMisleadsIsRefused(String name, String said) throws IOException {
        Map<String, Object> settings = complete();
        settings.put("security.users." + name + ".password", "a-password-of-theirs");
        settings.put("security.users." + name + ".role", "merchant");

        assertThat(complaints("live", settings, Map.of()))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.setting()).startsWith("security.users."))
                .satisfies(complaint -> assertThat(complaint.text()).contains(said));
    }

    @Test
    void aPersonNeedsAPasswordAndARole() throws IOException {
        Map<String, Object> settings = complete();
        settings.put("security.users.hanako.shops[0]", "main");

        assertThat(complaints("live", settings, Map.of()))
                .extracting(Complaint::setting)
                .containsExactlyInAnyOrder("security.users.hanako.role", "security.users.hanako.password");
        assertThat(complaints("sandbox", settings, Map.of()))
                .extracting(Complaint::setting)
                .as("a password is made up")
                .containsExactly("security.users.hanako.role");
    }

    @Test
    void anyPersonMayBeNamed() throws IOException {
        Map<String, Object> settings = complete();
        for (String name : List.of("hanako", "[山田 花子]", "[taro.suzuki@example.jp]", "[x]")) {
            settings.put("security.users." + name + ".password", "a-password-of-theirs");
            settings.put("security.users." + name + ".role", "merchant");
        }

        assertThat(complaints("live", settings, Map.of())).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            security.oidc.issuer             | http://id.example.com | Use https
            security.oidc.issuer             | id.example.com        | is not an address
            security.oidc.client-id          | ''                    | missing
            security.oidc.client-secret      | ''                    | set either this
            security.oidc.client-secret-file | pom.xml               | set either this
            security.oidc.roles.merchant     | ''                    | nobody could sign in
            security.oidc.scopes             | profile               | Add it
            security.oidc.shop-claim         | shops                 | there is no such setting
            security.oidc.name-claim         | ''                    | name a claim
            """)
    void aProviderThatIsHalfConfiguredIsRefused(String setting, String value, String said) throws IOException {
        Map<String, Object> settings = complete();
        settings.put("security.oidc.issuer", "https://id.example.com");
        settings.put("security.oidc.client-id", "bridge");
        settings.put("security.oidc.client-secret", "secret");
        settings.put("security.oidc.roles.merchant", "staff");
        assertThat(complaints("live", settings, Map.of())).isEmpty();
        settings.put(setting, value);

        assertThat(complaints("live", settings, Map.of()))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.setting()).startsWith("security.oidc."))
                .satisfies(complaint -> assertThat(complaint.text()).contains(said));
    }

    @Test
    void twoShopsMayNotShareAKey() throws IOException {
        Map<String, Object> settings = complete();
        complete().forEach((name, value) -> settings.put(name.replace("[0]", "[1]"), value));

        assertThat(complaints("live", settings, Map.of()))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.text()).contains("another shop"));
    }

    @Test
    void theSandboxListensOnThisMachineOnly() throws IOException {
        assertThat(complaints("sandbox", Map.of("server.address", "0.0.0.0"), Map.of()))
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.setting()).isEqualTo("server.address"));
    }

    @Test
    void sellingForRealListensOnThisMachineUnlessToldOtherwise() throws IOException {
        assertThat(environment("live", complete(), Map.of()).getProperty("server.address"))
                .isEqualTo("127.0.0.1");
        assertThat(complaints("live", complete(), Map.of("SERVER_ADDRESS", "0.0.0.0")))
                .isEmpty();
    }

    @Test
    void pretendingAndSellingExcludeEachOther() throws IOException {
        assertThat(complaints("sandbox,live", Map.of(), Map.of()))
                .extracting(Complaint::setting)
                .contains("spring.profiles.active");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void valuesAreLookedAtInEveryProfile(String profile) throws IOException {
        Map<String, Object> settings = complete();
        settings.put("bridge.shops[0].price-rounding", "nearest");

        assertThat(complaints(profile, settings, Map.of()))
                .extracting(Complaint::setting)
                .containsExactly("bridge.shops[0].price-rounding");
    }

    static Stream<String> profiles() {
        return Stream.of("sandbox", "live", "rehearsal-of-our-own");
    }

    private static Map<String, Object> complete() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bridge.encryption-key", "a-key-of-sixteen-or-more");
        settings.put("bridge.shops[0].key", "main");
        settings.put("bridge.shops[0].futureshop.base-url", "https://shop.example.com");
        settings.put("bridge.shops[0].futureshop.shop-key", "shop-key");
        settings.put("bridge.shops[0].futureshop.client-id", "client");
        settings.put("bridge.shops[0].futureshop.client-secret", "secret");
        settings.put("bridge.shops[0].tiktok.app-key", "app");
        settings.put("bridge.shops[0].tiktok.app-secret", "app-secret");
        settings.put("bridge.shops[0].tiktok.service-id", "service");
        settings.put("security.users.merchant.password", "merchant-password");
        settings.put("security.users.operator.password", "operator-password");
        return settings;
    }

    private static String message(String profiles, Map<String, Object> settings) throws IOException {
        StartRefused refused = new StartRefused(complaints(profiles, settings, Map.of()));
        FailureAnalysis analysis = new StartRefusedAnalyzer().analyze(refused, refused);
        return analysis.getDescription() + "\n" + analysis.getAction() + "\n";
    }

    /** As Spring Boot layers them: the test's settings, the environment, the profile's file, the common file. */
    private static StandardEnvironment environment(
            String profiles, Map<String, Object> settings, Map<String, Object> environment) throws IOException {
        StandardEnvironment all = new StandardEnvironment();
        all.getPropertySources().forEach(source -> all.getPropertySources().remove(source.getName()));
        all.setActiveProfiles(profiles.split(","));
        all.getPropertySources().addLast(new MapPropertySource("given", settings));
        all.getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        for (String profile : (profiles + ",").split(",", -1)) {
            Path file = Path.of("src/main/resources/application" + (profile.isEmpty() ? "" : "-" + profile) + ".yaml");
            if (Files.exists(file)) {
                new YamlPropertySourceLoader()
                        .load(file.toString(), new FileSystemResource(file))
                        .forEach(all.getPropertySources()::addLast);
            }
        }
        ConfigurationPropertySources.attach(all);
        return all;
    }

    private static List<Complaint> complaints(
            String profiles, Map<String, Object> settings, Map<String, Object> environment) throws IOException {
        return LiveSettingsCheck.complaintsAbout(environment(profiles, settings, environment));
    }
}
