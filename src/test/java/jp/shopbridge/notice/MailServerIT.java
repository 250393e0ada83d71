package jp.shopbridge.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.PackedJar;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server as providers run them: nothing goes without STARTTLS, and nothing without signing in. */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
class MailServerIT {

    private static final String STORE_PASSWORD = "changeit";
    private static final String PASSWORD = "mail-password-5d1c";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final Queue<String> signedIn = new ConcurrentLinkedQueue<>();

    @Test
    void takesAnAlarmOverAnEncryptedConnectionFromWhoeverSignsIn() throws Exception {
        Path keys = directory.resolve("keys.p12");
        Path trust = directory.resolve("trust.p12");
        Path certificate = directory.resolve("mail.crt");
        keytool(
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-validity",
                "2",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                keys.toString());
        keytool("-exportcert", "-alias", "mail", "-file", certificate.toString(), "-keystore", keys.toString());
        keytool(
                "-importcert",
                "-alias",
                "mail",
                "-noprompt",
                "-file",
                certificate.toString(),
                "-keystore",
                trust.toString());
        SMTPServer server = server(context(keys));
        server.start();
        try (PackedJar jar = new PackedJar(directory)) {
            jar.start(
                    "bridge",
                    List.of(
                            "--server.port=" + BridgeWithWorlds.freePort(),
                            "--sandbox.futureshop.port=0",
                            "--sandbox.tiktok.port=0",
                            "--security.users.merchant.password=" + PackedJar.PASSWORD,
                            "--security.users.operator.password=" + PackedJar.PASSWORD,
                            "--notice.period=1s",
                            "--notice.send-period=500ms",
                            "--notice.mail.to=ops@shop.example",
                            "--notice.mail.from=bridge@shop.example",
                            "--notice.mail.host=localhost",
                            "--notice.mail.port=" + server.getPort(),
                            "--notice.mail.username=bridge",
                            "--notice.mail.password=" + PASSWORD,
                            "--notice.mail.start-tls=true"),
                    Map.of(
                            "JAVA_TOOL_OPTIONS",
                            "-Djavax.net.ssl.trustStore=" + trust + " -Djavax.net.ssl.trustStorePassword="
                                    + STORE_PASSWORD));

            // The broken products of the sample catalogue are parked, and that is an alarm.
            Awaitility.await("a mail").atMost(Duration.ofMinutes(2)).until(() -> !received.isEmpty());

            assertThat(received.peek()).contains("To: ops@shop.example").contains("From: bridge@shop.example");
            assertThat(signedIn).contains("bridge");
            assertThat(Files.readString(jar.log("bridge"))).doesNotContain(PASSWORD);
        } finally {
            server.stop();
        }
    }

    private SMTPServer server(SSLContext tls) throws IOException {
        return SMTPServer.port(BridgeWithWorlds.freePort())
                .bindAddress(InetAddress.getLoopbackAddress())
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(tls)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, session) -> {
                    if (!user.equals("bridge") || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                    }
                    signedIn.add(user);
                }))
                .messageHandler((context, from, to, data) -> received.add(new String(data, StandardCharsets.UTF_8)))
                .build();
    }

    private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(keys)) {
            store.load(content, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
