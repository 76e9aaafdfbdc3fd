/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The signatures that are believed (RFC 7518, section 3.1). {@code none} is not among them, nor those with a shared secret: who
 * knows a public key could sign with it as if it were one.
 */
enum Algorithm {
    RS256("SHA256withRSA", 0),
    RS384("SHA384withRSA", 0),
    RS512("SHA512withRSA", 0),
    PS256("RSASSA-PSS", 0),
    ES256("SHA256withECDSAinP1363Format", 256),
    ES384("SHA384withECDSAinP1363Format", 384);

    private final String name;
    private final int curveBits;

    Algorithm(String name, int curveBits) {
        this.name = name;
        this.curveBits = curveBits;
    }

    static Optional<Algorithm> of(String named) {
        return Arrays.stream(values()).filter(one -> one.name().equals(named)).findFirst();
    }

    boolean isRsa() {
        return curveBits == 0;
    }

    int curveBits() {
        return curveBits;
    }

    boolean signed(PublicKey key, byte[] text, byte[] signature) {
        try {
            var check = Signature.getInstance(name);
            if (this == PS256) {
                check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException damaged) {
            return false;
        }
    }
}
