package io.dalbox.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipartFileTest {

    private static final String TYPE = "multipart/form-data; boundary=xYz";

    @Property(tries = 200)
    void anyContentComesThrough(@ForAll @Size(max = 300) byte[] noise, @ForAll @IntRange(min = 1, max = 900) int most)
            throws IOException {
        byte[] content = concat(noise, "\r\n--xY", "\r\n--", "\r", noise, "\r\n--xY");
        MultipartFile file = MultipartFile.open(new Dripping(body(content), most), TYPE);
        assertThat(file.name()).isEqualTo("a.jar");
        assertThat(file.content().readAllBytes()).isEqualTo(content);
    }

    @Test
    void largeContentComesThrough() throws IOException {
        byte[] content = new byte[1 << 20];
        Arrays.fill(content, (byte) '\r');
        MultipartFile file = MultipartFile.open(new ByteArrayInputStream(body(content)), TYPE);
        assertThat(file.content().readAllBytes()).isEqualTo(content);
    }

    @Test
    void aCutOffBodyIsNotTakenForTheEnd() throws IOException {
        byte[] whole = body(new byte[1000]);
        MultipartFile file =
                MultipartFile.open(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length - 30)), TYPE);
        assertThatThrownBy(() -> file.content().readAllBytes()).isInstanceOf(EOFException.class);
    }

    @Test
    void aBodyWithoutAFileIsRefused() {
        byte[] body = "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--xYz--\r\n"
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> MultipartFile.open(new ByteArrayInputStream(body), TYPE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "filename=\"a b.jar\" | a b.jar",
                "filename=\"a\\\"b.jar\"; x=y | a\\\"b.jar",
                "FileName=a.jar;x=y | a.jar",
                "filename=\"\" | !!",
                "filename=\"never ends |",
                "filename=\"ends with\\\" |",
                "filename= |",
                "filename |"
            })
    void namesAreReadAsTheyAreGiven(String parameter, @Nullable String name) throws IOException {
        byte[] body =
                concat("--xYz\r\nContent-Disposition: form-data; name=\"a\"; ", parameter, "\r\n\r\nb\r\n--xYz--\r\n");
        if (name == null) {
            assertThatThrownBy(() -> MultipartFile.open(new ByteArrayInputStream(body), TYPE))
                    .isInstanceOf(ProblemException.class);
        } else {
            assertThat(MultipartFile.open(new ByteArrayInputStream(body), TYPE).name())
                    .isEqualTo(name);
        }
    }

    @Test
    void aVeryLongNameComesThrough() throws IOException {
        for (String name : List.of("long".repeat(3500), "\\\"".repeat(7000))) {
            byte[] body =
                    concat("--xYz\r\nContent-Disposition: form-data; filename=\"", name, "\"\r\n\r\nb\r\n--xYz--\r\n");
            assertThat(MultipartFile.open(new ByteArrayInputStream(body), TYPE).name())
                    .isEqualTo(name);
        }
    }

    private static byte[] body(byte[] content) throws IOException {
        return concat(
                "preamble\r\n--xYz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n",
                "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jar\"\r\n",
                "Content-Type: application/java-archive\r\n\r\n",
                content,
                "\r\n--xYz--\r\nepilogue");
    }

    private static byte[] concat(Object... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Object part : parts) {
            all.write(part instanceof byte[] bytes ? bytes : part.toString().getBytes(StandardCharsets.UTF_8));
        }
        return all.toByteArray();
    }

    /** Gives few bytes at a time, as a network does. */
    private static final class Dripping extends InputStream {
        private final InputStream in;
        private final int most;

        Dripping(byte[] bytes, int most) {
            this.in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(length, most));
        }
    }
}
