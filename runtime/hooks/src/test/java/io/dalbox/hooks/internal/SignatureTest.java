package io.dalbox.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The example of the Standard Webhooks libraries; computed again with another language's HMAC. */
    @Test
    void isThatOfStandardWebhooks() {
        HookSecret secret = new HookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", bytes("{\"test\": 2432232314}")))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** The example of GitHub's documentation. */
    @Test
    void isThatOfGitHub() {
        assertThat(new HookSecret("It's a Secret to Everybody").signLikeGitHub(bytes("Hello, World!")))
                .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void secretsAreLongAndNeverShown() {
        HookSecret secret = HookSecret.random(new SecureRandom());
        assertThat(secret.text()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.text().substring(6))).hasSize(32);
        assertThat(secret).asString().doesNotContain(secret.text().substring(6));
        assertThat(secret.text())
                .isNotEqualTo(HookSecret.random(new SecureRandom()).text());
    }

    @Test
    void oneOfSeveralSignaturesIsEnoughWhileTheMessageIsYoung() {
        HookSecret secret = HookSecret.random(new SecureRandom());
        byte[] body = bytes("{}");
        String right = secret.sign("m", "1000", body);
        Credential.Signed signed = new Credential.Signed("m", "1000", "v1,AAAA v1a,BBBB " + right);
        assertThat(signed.proves(secret, body, Instant.ofEpochSecond(1300))).isTrue();
        assertThat(signed.proves(secret, body, Instant.ofEpochSecond(700))).isTrue();
        assertThat(signed.proves(secret, body, Instant.ofEpochSecond(1301))).isFalse();
        assertThat(signed.proves(secret, body, Instant.ofEpochSecond(699))).isFalse();
        assertThat(signed.proves(secret, bytes("{ }"), Instant.ofEpochSecond(1000)))
                .isFalse();
        assertThat(new Credential.Signed("n", "1000", right).proves(secret, body, Instant.ofEpochSecond(1000)))
                .isFalse();
        assertThat(new Credential.Signed("m", "1001", right).proves(secret, body, Instant.ofEpochSecond(1000)))
                .isFalse();
        String odd = "99999999999999999999";
        assertThat(new Credential.Signed("m", odd, secret.sign("m", odd, body))
                        .proves(secret, body, Instant.ofEpochSecond(1000)))
                .isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
