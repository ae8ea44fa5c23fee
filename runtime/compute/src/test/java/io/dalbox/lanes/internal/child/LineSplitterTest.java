package io.dalbox.lanes.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineSplitterTest {

    @Property(tries = 500)
    void anyPiecesOfAnyBytesGiveTheSameLines(@ForAll("outputs") byte[] bytes, @ForAll Random random) throws Exception {
        assertThat(inPieces(bytes, random)).isEqualTo(split(bytes));
    }

    @Property(tries = 300)
    void linesAreThoseOfTheText(@ForAll("outputs") byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>(List.of(text.split("\r\n|\n|\r", -1)));
        if (expected.getLast().isEmpty()) {
            expected.removeLast();
        }
        List<String> lines = split(bytes);
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.endsWith("…") && !expected.get(i).equals(line)) {
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isGreaterThanOrEqualTo(LineSplitter.LONGEST);
            } else {
                assertThat(line).isEqualTo(expected.get(i));
            }
        }
    }

    @Example
    void progressOfFfmpegIsLines() throws Exception {
        assertThat(split("frame=1\rframe=2\r\nend\n\nlast".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("frame=1", "frame=2", "end", "", "last");
    }

    @Example
    void aLineWithoutEndIsCutAtOnceAndOnce() throws Exception {
        byte[] endless = new byte[LineSplitter.LONGEST + 1];
        Arrays.fill(endless, (byte) 'x');
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(lines::add);
        for (int i = 0; i < 5; i++) {
            splitter.accept(endless, endless.length);
            assertThat(lines).containsExactly("x".repeat(LineSplitter.LONGEST) + "…");
        }
        splitter.accept("\nnext\n".getBytes(StandardCharsets.UTF_8), 6);
        splitter.end();
        assertThat(lines).hasSize(2).last().isEqualTo("next");
    }

    @Example
    void aLineOfTheLongestLengthIsWhole() throws Exception {
        String longest = "y".repeat(LineSplitter.LONGEST);
        assertThat(split((longest + "\n").getBytes(StandardCharsets.UTF_8))).containsExactly(longest);
    }

    @Example
    void aCharacterIsNotCutInTheMiddle() throws Exception {
        for (String character : List.of("é", "影", "🎬")) {
            for (int shift = 0; shift < 4; shift++) {
                String line = "a".repeat(shift) + character.repeat(LineSplitter.LONGEST);
                assertThat(split(line.getBytes(StandardCharsets.UTF_8)).getFirst())
                        .matches("a{" + shift + "}(" + character + ")+…");
            }
        }
    }

    @Provide
    Arbitrary<byte[]> outputs() {
        Arbitrary<byte[]> piece = Arbitraries.oneOf(
                Arbitraries.of("\n", "\r", "\r\n", "", "影", "🎬", "z".repeat(LineSplitter.LONGEST - 2), "…")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(8));
        return piece.list().ofMaxSize(30).map(LineSplitterTest::joined);
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static List<String> split(byte[] bytes) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(lines::add);
        splitter.accept(bytes, bytes.length);
        splitter.end();
        return lines;
    }

    private static List<String> inPieces(byte[] bytes, Random random) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(lines::add);
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 20_000));
            byte[] piece = Arrays.copyOfRange(bytes, from, to);
            splitter.accept(piece, piece.length);
            from = to;
        }
        splitter.end();
        return lines;
    }
}
