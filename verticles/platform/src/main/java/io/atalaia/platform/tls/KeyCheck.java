/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.tls;

import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509KeyManager;

/** Whether a key belongs to a certificate. TLS itself notices only when somebody connects. */
final class KeyCheck {
    private static final byte[] SIGNED = new byte[32];

    private KeyCheck() {}

    /** @throws PemFault when the key cannot be read, or is another's */
    static void fits(PemKeyCertOptions own, X509Certificate certificate, PemFiles files) {
        var keys = keys(own, files);
        String[] found = keys.getServerAliases(certificate.getPublicKey().getAlgorithm(), null);
        boolean fits = found != null && found.length > 0 && fits(keys.getPrivateKey(found[0]), certificate);
        if (!fits) {
            throw anothers(files);
        }
    }

    private static X509KeyManager keys(PemKeyCertOptions own, PemFiles files) {
        try {
            // Nothing of Vert.x is asked as long as bytes are handed over, and not files.
            return (X509KeyManager) own.getKeyManagerFactory(null).getKeyManagers()[0];
        } catch (KeyStoreException e) {
            throw files.certificate()
                    .fault(
                            "has its certificates out of order: its own comes first, and behind each the one that signed it");
        } catch (Exception e) {
            throw String.valueOf(e.getMessage()).contains("does not match algorithm")
                    ? anothers(files)
                    : files.key().fault(unreadable(files.key()));
        }
    }

    private static PemFault anothers(PemFiles files) {
        return files.key()
                .fault("does not belong to the certificate in "
                        + files.certificate().path());
    }

    private static String unreadable(PemFile key) {
        return encrypted(key)
                ? "is locked with a password, which nobody could enter; write it without one (openssl pkey)"
                : "holds no RSA or EC key in PEM form";
    }

    private static boolean encrypted(PemFile key) {
        String text = key.bytes().toString();
        return text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED");
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        try {
            var signature =
                    Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(SIGNED);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(SIGNED);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
