package clayton.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// Makes the files that rest on a bundle's manifest: signatures with an X.509 key (CMS, RFC 5652) or an OpenPGP key
/// (RFC
/// 9580), and a time stamp token (RFC 3161) that an authority has already given. [Signatures] checks them.
@FunctionalInterface
public interface Signing {
    /// No signature at all.
    Signing NONE = manifest -> new TreeMap<>();

    /// Files by name. Throws `IllegalArgumentException` for a key or token that does not fit.
    SortedMap<String, byte[]> sign(byte[] manifest) throws IOException;

    /// What all of these make.
    static Signing all(List<Signing> signings) {
        return manifest -> {
            SortedMap<String, byte[]> files = new TreeMap<>();
            for (Signing each : signings) {
                files.putAll(each.sign(manifest));
            }
            return files;
        };
    }

    /// With the first private key in a PKCS#12 file.
    static Signing x509(Path file, char[] password) {
        return manifest -> {
            try (InputStream stream = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(stream, password);
                for (String alias : Collections.list(store.aliases())) {
                    if (store.getKey(alias, password) instanceof PrivateKey key) {
                        return new TreeMap<>(Map.of(Signatures.CMS, cms(manifest, key, store, alias)));
                    }
                }
                throw new IllegalArgumentException(file + " holds no private key");
            } catch (GeneralSecurityException | CMSException | OperatorCreationException e) {
                throw new IllegalArgumentException("cannot sign with " + file + ": " + e.getMessage(), e);
            } catch (IOException e) {
                if (e.getCause() instanceof UnrecoverableKeyException) {
                    throw new IllegalArgumentException("cannot sign with " + file + ": its password is another", e);
                }
                throw e;
            }
        };
    }

    private static byte[] cms(byte[] manifest, PrivateKey key, KeyStore store, String alias)
            throws GeneralSecurityException, CMSException, OperatorCreationException, IOException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(new JcaContentSignerBuilder(algorithm).build(key), chain.getFirst()));
        generator.addCertificates(new JcaCertStore(chain));
        return generator.generate(new CMSProcessableByteArray(manifest), false).getEncoded();
    }

    /// With the first signing key in a file of OpenPGP secret keys; its public part is handed on as well.
    static Signing pgp(Path file, char[] password) {
        return manifest -> {
            try (InputStream stream = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
                PGPSecretKeyRingCollection rings =
                        new PGPSecretKeyRingCollection(stream, new BcKeyFingerprintCalculator());
                for (PGPSecretKeyRing ring : rings) {
                    for (PGPSecretKey key : ring) {
                        if (key.isSigningKey()) {
                            return new TreeMap<>(Map.of(
                                    Signatures.PGP, pgp(manifest, key, password),
                                    Signatures.PGP_KEY,
                                            armored(out -> ring.toCertificate().encode(out))));
                        }
                    }
                }
                throw new IllegalArgumentException(file + " holds no secret key that signs");
            } catch (PGPException e) {
                throw new IllegalArgumentException("cannot sign with " + file + ": " + e.getMessage(), e);
            }
        };
    }

    private static byte[] pgp(byte[] manifest, PGPSecretKey secret, char[] password) throws PGPException, IOException {
        PGPPrivateKey key = secret.extractPrivateKey(
                new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(password));
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(secret.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                secret.getPublicKey());
        generator.init(PGPSignature.BINARY_DOCUMENT, key);
        generator.update(manifest);
        PGPSignature signature = generator.generate();
        return armored(signature::encode);
    }

    private static byte[] armored(StoredZip.Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream armor = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            content.to(armor);
        }
        return bytes.toByteArray();
    }

    /// With a token in a file. Throws `IllegalArgumentException` if it is for another manifest.
    static Signing timeStamp(Path file) {
        return manifest -> {
            byte[] token = Files.readAllBytes(file);
            try {
                Signatures.timeStamp(token, manifest);
            } catch (BrokenFactException e) {
                throw new IllegalArgumentException(
                        file + " does not fit: " + e.getMessage() + "; ask for a token of SHA-256 "
                                + Hashes.sha256Hex(manifest),
                        e);
            }
            return new TreeMap<>(Map.of(Signatures.TIME_STAMP, token));
        };
    }
}
