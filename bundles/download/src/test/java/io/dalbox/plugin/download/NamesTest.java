package io.dalbox.plugin.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.storage.StoragePath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "attachment; filename=a.iso | a.iso",
                "attachment; filename=\"a b.iso\" | a b.iso",
                "attachment;filename = \"a\\\"b.iso\" | a\"b.iso",
                "inline; FILENAME=\"a.iso\"; size=3 | a.iso",
                "attachment; filename*=UTF-8''%e2%82%ac%20rates.txt | € rates.txt",
                "attachment; filename=\"EURO.txt\"; filename*=utf-8'en'%e2%82%ac.txt | €.txt",
                "attachment; filename*=utf-8''%e2%82%ac.txt; filename=\"EURO.txt\" | €.txt",
                "attachment; filename*=ISO-8859-1''%A3.txt | £.txt",
                "attachment; filename*=UTF-8''%FF.txt; filename=b | b",
                "attachment; filename*=klingon''a; filename=b | b",
                "attachment; filename=\"%E4%B8%AD.zip\" | 中.zip",
                "attachment; filename=100%.txt | 100%.txt",
                "attachment; filename=\"中.zip\" | 中.zip",
                "attachment; x=\"; filename=evil\"; filename=good | good",
                "attachment; filename=\"\" | -",
                "attachment; filename= | -",
                "attachment | -",
                "filename=a | -",
                "; | -"
            })
    void readsTheNameOfADisposition(String header, String expected) {
        assertThat(ContentDisposition.fileName(header).orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "../../etc/passwd ~ passwd",
                "..\\..\\boot.ini ~ boot.ini",
                "/ ~ download",
                "` ` ~ download",
                ".. ~ download",
                ".bashrc ~ bashrc",
                "a. ~ a",
                "a<b>:\"|?*c ~ a_b_c",
                "CON ~ _CON",
                "nul.txt ~ _nul.txt",
                "com1.tar.gz ~ _com1.tar.gz",
                "console ~ console",
                "a\u202egpj.exe ~ a_gpj.exe",
                "`a\nb` ~ a_b",
                "e\u0301 ~ é",
                "??? ~ download"
            })
    void makesNamesSafe(String name, String expected) {
        assertThat(FileNames.safe(name)).isEqualTo(expected);
    }

    @Test
    void choosesFromTheHeaderThenTheUrl() {
        assertThat(FileNames.choose("attachment; filename=b.iso", "http://h/a.iso"))
                .isEqualTo("b.iso");
        assertThat(FileNames.choose("attachment; filename=\"../\"", "http://h/a.iso"))
                .isEqualTo("a.iso");
        assertThat(FileNames.choose(null, "http://h/x/%E7%94%B5%20%E5%BD%B1.mkv?a=/b#/c"))
                .isEqualTo("电 影.mkv");
        assertThat(FileNames.choose(null, "http://h/%2e%2e%2fetc%2fpasswd")).isEqualTo("passwd");
        assertThat(FileNames.choose(null, "http://h/")).isEqualTo("download");
        assertThat(FileNames.choose(null, "http://h")).isEqualTo("download");
    }

    @Test
    void cutsLongNamesButKeepsTheExtension() {
        assertThat(FileNames.safe("字".repeat(200) + ".tar.gz"))
                .endsWith(".tar.gz")
                .satisfies(name -> assertThat(bytes(name)).isBetween(FileNames.MAX_BYTES - 3, FileNames.MAX_BYTES));
        assertThat(FileNames.numbered("a.tar.gz", 2)).isEqualTo("a (2).tar.gz");
        assertThat(FileNames.numbered("a", 3)).isEqualTo("a (3)");
    }

    @Property
    void everyNameIsSafeOnEveryFileSystem(@ForAll @StringLength(max = 400) String name) {
        String safe = FileNames.safe(name);
        StoragePath path = StoragePath.parse("media:/").resolve(FileNames.numbered(safe, 9999) + Part.SUFFIX);
        assertThat(path.segments()).hasSize(1);
        assertThat(safe).isNotEmpty().doesNotStartWith(".").doesNotEndWith(".").doesNotContain("/", "\\", ":");
        assertThat(FileNames.safe(safe)).isEqualTo(safe);
    }

    @Property
    void anyHeaderGivesASafeNameOrNone(@ForAll @StringLength(max = 200) String rest, @ForAll boolean star) {
        String name =
                FileNames.choose("attachment; filename" + (star ? "*=UTF-8''" : "=\"") + rest, "http://h/" + rest);
        assertThat(StoragePath.parse("media:/").resolve(name).name()).isEqualTo(name);
    }

    @Property
    void anEncodedNameReadsBack(@ForAll @StringLength(min = 1, max = 50) String name) {
        String sent = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(sent, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(ContentDisposition.fileName("attachment; filename*=UTF-8''" + encoded))
                .isEqualTo(sent.isBlank() ? java.util.Optional.empty() : java.util.Optional.of(sent));
    }

    @Property
    void segmentsCoverTheFileWithoutGapOrOverlap(
            @ForAll @LongRange(max = Long.MAX_VALUE) long size,
            @ForAll @IntRange(min = 1, max = 16) int wanted,
            @ForAll @LongRange(min = 1, max = 1L << 40) long smallest) {
        List<Segment> segments = Segment.plan(size, wanted, smallest);
        assertThat(segments).hasSizeBetween(1, wanted);
        long at = 0;
        for (Segment segment : segments) {
            assertThat(segment.start()).isEqualTo(at);
            assertThat(segment.position()).isEqualTo(at);
            at = segment.end();
            if (segments.size() > 1) {
                assertThat(segment.end() - segment.start()).isGreaterThanOrEqualTo(smallest);
            }
        }
        assertThat(at).isEqualTo(size);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
