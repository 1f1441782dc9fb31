package clayton.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

/// Checks what rests on a bundle's manifest. That a signature is one of the key it names is proven; that the key is
/// that
/// of the person it names is not, so whoever cares compares its fingerprint.
final class Signatures {
    static final String CMS = "manifest.json.p7s";
    static final String PGP = "manifest.json.asc";
    static final String PGP_KEY = "manifest.json.key.asc";
    static final String TIME_STAMP = "manifest.json.tsr";

    /// In the order of `manifest.sha256`.
    static final List<String> FILES = List.of(CMS, PGP, PGP_KEY, TIME_STAMP);

    private Signatures() {}

    /// Says who signed. Throws [BrokenFactException] for a signature that is none of this manifest.
    static void check(BundleZip zip, byte[] manifest, List<String> proven, List<String> claimed) throws IOException {
        if (zip.names().contains(CMS)) {
            proven.add(CMS + ": signed by " + cms(zip.read(CMS), manifest));
        }
        if (zip.names().contains(PGP)) {
            proven.add(PGP + ": signed by " + pgp(zip.read(PGP), zip.read(PGP_KEY), manifest));
        }
        if (zip.names().contains(TIME_STAMP)) {
            proven.add(TIME_STAMP + ": " + timeStamp(zip.read(TIME_STAMP), manifest));
        }
        if (FILES.stream().anyMatch(zip.names()::contains)) {
            claimed.add("the keys of signatures and time stamps belong to those they name: compare their fingerprints");
        }
    }

    private static BrokenFactException broken(String file, Exception cause) {
        return new BrokenFactException(file + " is no signature of manifest.json: " + cause.getMessage(), cause);
    }

    private static String cms(byte[] signature, byte[] manifest) {
        try {
            CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
            List<SignerInformation> signers = List.copyOf(data.getSignerInfos().getSigners());
            if (signers.isEmpty()) {
                throw new BrokenFactException(CMS + " holds no signature");
            }
            SignerInformation first = signers.getFirst();
            for (SignerInformation signer : signers) {
                X509Certificate certificate = certificate(data, signer);
                if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) {
                    throw new BrokenFactException(CMS + " is no signature of manifest.json");
                }
            }
            return name(certificate(data, first));
        } catch (CMSException | CertificateException | OperatorCreationException e) {
            throw broken(CMS, e);
        }
    }

    private static X509Certificate certificate(CMSSignedData data, SignerInformation signer)
            throws CertificateException {
        return certificate(data.getCertificates(), signer.getSID(), CMS);
    }

    private static X509Certificate certificate(Store<X509CertificateHolder> certificates, SignerId signer, String file)
            throws CertificateException {
        for (X509CertificateHolder each : certificates.getMatches(null)) {
            if (signer.match(each)) {
                return new JcaX509CertificateConverter().getCertificate(each);
            }
        }
        throw new BrokenFactException(file + " does not hold the certificate of its signer");
    }

    private static String name(X509Certificate certificate) throws CertificateException {
        return certificate.getSubjectX500Principal() + ", certificate with SHA-256 "
                + Hashes.sha256Hex(certificate.getEncoded());
    }

    private static String pgp(byte[] armored, byte[] keys, byte[] manifest) throws IOException {
        try {
            Object first =
                    new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(armored))).nextObject();
            if (!(first instanceof PGPSignatureList signatures) || signatures.isEmpty()) {
                throw new BrokenFactException(PGP + " holds no signature");
            }
            PGPSignature signature = signatures.get(0);
            PGPPublicKey key = new PGPPublicKeyRingCollection(
                            PGPUtil.getDecoderStream(new ByteArrayInputStream(keys)), new BcKeyFingerprintCalculator())
                    .getPublicKey(signature.getKeyID());
            if (key == null) {
                throw new BrokenFactException(PGP_KEY + " does not hold the key of the signature");
            }
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(manifest);
            if (!signature.verify()) {
                throw new BrokenFactException(PGP + " is no signature of manifest.json");
            }
            return "OpenPGP key " + HexFormat.of().formatHex(key.getFingerprint());
        } catch (PGPException | IOException e) {
            throw broken(PGP, e);
        }
    }

    /// Says when, by whom. Throws [BrokenFactException] if the token is not for this manifest, or not signed.
    static String timeStamp(byte[] file, byte[] manifest) {
        try {
            TimeStampToken token = token(file);
            boolean isSha256 =
                    token.getTimeStampInfo().getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256);
            if (!isSha256
                    || !Arrays.equals(
                            token.getTimeStampInfo().getMessageImprintDigest(),
                            Hashes.sha256().digest(manifest))) {
                throw new BrokenFactException("the time stamp token is not for the SHA-256 of manifest.json");
            }
            X509Certificate certificate = certificate(token.getCertificates(), token.getSID(), TIME_STAMP);
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
            return "time stamp of " + token.getTimeStampInfo().getGenTime().toInstant() + " by " + name(certificate);
        } catch (TSPException | CMSException | CertificateException | OperatorCreationException | IOException e) {
            throw broken(TIME_STAMP, e);
        }
    }

    /// A whole answer of an authority, or the token alone.
    private static TimeStampToken token(byte[] file) throws TSPException, CMSException, IOException {
        try {
            TimeStampToken token = new TimeStampResponse(file).getTimeStampToken();
            if (token != null) {
                return token;
            }
        } catch (TSPException | IOException e) {
            // not an answer: then it is the token, or neither
        }
        return new TimeStampToken(new CMSSignedData(file));
    }
}
