package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleSigningTest {
    private static final Map<String, String> PASSWORD = Map.of(SigningOptions.PASSWORD, "secret");

    @TempDir
    private static Path folder;

    private static Path ledger;

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
    }

    private static Run export(Map<String, String> environment, Path bundle, String stop, Object... words) {
        List<Object> all = new ArrayList<>(List.of("export", "bundle", Sample.THEFT, "--ledger", ledger));
        all.addAll(List.of("--fees", "stop", "--stop-at", stop, "--out", bundle));
        all.addAll(List.of(words));
        return Run.with(environment, all.toArray());
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
    }

    private static Path x509Key() throws Exception {
        Path key = folder.resolve("key.p12");
        if (!Files.exists(key)) {
            run(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=An Investigator",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "secret",
                    "-keystore",
                    key.toString());
        }
        return key;
    }

    @Test
    void anX509SignatureNamesItsSigner() throws Exception {
        Path bundle = folder.resolve("x509.zip");
        Run run = export(PASSWORD, bundle, "hops:2", "--sign-x509", x509Key());
        assertThat(run.code()).as(run.err()).isZero();
        Bundles.assertHolds(bundle, "signed");
        assertThat(Run.of("verify", bundle).out())
                .contains("proven   manifest.json.p7s: signed by CN=An Investigator, certificate with SHA-256 ");
        assertThat(Bundles.python(bundle).out())
                .contains("claimed  who made manifest.json.p7s: only its SHA-256 was checked");
    }

    @Test
    void aSignatureOfAnotherBundleIsRefused() throws Exception {
        Path one = folder.resolve("one.zip");
        Path other = folder.resolve("other.zip");
        assertThat(export(PASSWORD, one, "hops:1", "--sign-x509", x509Key()).code())
                .isZero();
        assertThat(export(PASSWORD, other, "hops:2", "--sign-x509", x509Key()).code())
                .isZero();
        Bundles tampered = Bundles.read(one);
        byte[] signature = Bundles.read(other).files().get("manifest.json.p7s");
        tampered.files().put("manifest.json.p7s", signature);
        String lines = Bundles.sha256(tampered.files().get("manifest.json")) + "  manifest.json\n"
                + Bundles.sha256(signature) + "  manifest.json.p7s\n";
        tampered.files().put("manifest.sha256", lines.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Run verdict = Run.of("verify", tampered.write(folder.resolve("forged.zip")));
        assertThat(verdict.code()).isEqualTo(1);
        assertThat(verdict.out()).contains("BROKEN   manifest.json.p7s is no signature of manifest.json");
    }

    @Test
    void aWrongPasswordIsSaidInOneSentence() throws Exception {
        Run run = export(
                Map.of(SigningOptions.PASSWORD, "guess"), folder.resolve("w.zip"), "hops:1", "--sign-x509", x509Key());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("cannot sign with").hasLineCount(1);
        assertThat(folder.resolve("w.zip")).doesNotExist();
    }

    @Test
    void anOpenPgpSignatureHoldsForUsAndForGnuPg() throws Exception {
        assumeTrue(Program.can("gpg", "--version"), "needs gpg");
        Path home = Files.createDirectories(folder.resolve("gpg"));
        String[] gpg = {"gpg", "--homedir", home.toString(), "--batch", "--pinentry-mode", "loopback"};
        run(with(gpg, "--passphrase", "secret", "--quick-gen-key", "An <a@example.org>", "ed25519", "sign", "never"));
        run(with(gpg, "--passphrase", "secret", "--armor", "--output", "secret.asc", "--export-secret-keys"));
        Path bundle = folder.resolve("pgp.zip");
        Run run = export(PASSWORD, bundle, "hops:2", "--sign-pgp", folder.resolve("secret.asc"));
        assertThat(run.code()).as(run.err()).isZero();
        Bundles.assertHolds(bundle, "signed");
        assertThat(Run.of("verify", bundle).out()).contains("manifest.json.asc: signed by OpenPGP key ");
        Map<String, byte[]> files = Bundles.read(bundle).files();
        Files.write(folder.resolve("manifest.json"), files.get("manifest.json"));
        Files.write(folder.resolve("manifest.json.asc"), files.get("manifest.json.asc"));
        run(with(gpg, "--verify", "manifest.json.asc", "manifest.json"));
    }

    private static String[] with(String[] command, String... words) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    @Test
    void aTimeStampTokenIsOfItsManifestAlone() throws Exception {
        assumeTrue(Program.can("openssl", "version"), "needs openssl");
        Path first = folder.resolve("unstamped.zip");
        assertThat(export(Map.of(), first, "hops:2").code()).isZero();
        Files.write(folder.resolve("stamped.json"), Bundles.read(first).files().get("manifest.json"));
        Files.writeString(folder.resolve("serial"), "01");
        Files.writeString(folder.resolve("tsa.cnf"), """
                [req]
                distinguished_name = dn
                [dn]
                [ext]
                extendedKeyUsage = critical,timeStamping
                [authority]
                serial = serial
                signer_cert = tsa.pem
                certs = tsa.pem
                signer_key = tsa.key
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                ess_cert_id_alg = sha256
                ess_cert_id_chain = no
                """);
        run(("openssl req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 30 -subj /CN=Authority"
                        + " -config tsa.cnf -extensions ext")
                .split(" "));
        run("openssl ts -query -data stamped.json -sha256 -cert -out query.tsq".split(" "));
        run("openssl ts -reply -config tsa.cnf -section authority -queryfile query.tsq -out reply.tsr".split(" "));
        Path stamped = folder.resolve("stamped.zip");
        Run run = export(Map.of(), stamped, "hops:2", "--time-stamp", folder.resolve("reply.tsr"));
        assertThat(run.code()).as(run.err()).isZero();
        Bundles.assertHolds(stamped, "stamped");
        assertThat(Run.of("verify", stamped).out())
                .containsPattern("proven   manifest.json.tsr: time stamp of 20.*Z by CN=Authority");
        Run misfit =
                export(Map.of(), folder.resolve("misfit.zip"), "hops:1", "--time-stamp", folder.resolve("reply.tsr"));
        assertThat(misfit.code()).isEqualTo(2);
        assertThat(misfit.err())
                .contains("is not for the SHA-256 of manifest.json")
                .hasLineCount(1);
    }
}
