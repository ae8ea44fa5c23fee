package io.dalbox.pages.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Schema;
import io.dalbox.json.internal.SchemaFactory;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** Whatever text comes, the answer is a list of faults, soon. */
class DescriptorFuzzTest {

    private static final String SAMPLE = Samples.download();
    private static final DescriptorChecker CHECKER = new DescriptorChecker(Depth.TYPES);
    private static final SchemaCheck OWN = new SchemaCheck(DescriptorChecker.schema());
    private static final Schema GENERAL = new SchemaFactory().compile(DescriptorChecker.schema());

    @Property(tries = 2000)
    void anyTextGivesFaultsAtPlacesInTheFile(@ForAll @StringLength(max = 400) String text) {
        answersSoon(text);
    }

    @Property(tries = 2000)
    void anyYamlLikeTextGivesFaultsAtPlacesInTheFile(@ForAll("yamlLike") String text) {
        answersSoon(text);
    }

    @Property(tries = 600)
    void aDamagedDescriptorGivesFaultsAtPlacesInTheFile(@ForAll("damaged") String text) {
        answersSoon(text);
    }

    @Property(tries = 600)
    void theOwnSchemaCheckAgreesWithAGeneralValidator(@ForAll("damaged") String text) {
        Tree tree;
        try {
            tree = YamlReader.read(text);
        } catch (UnreadableException e) {
            return;
        }
        Findings findings = new Findings();
        OWN.check(tree, findings);
        assertThat(findings.isEmpty())
                .as("%s against %s", findings.in("x"), GENERAL.validate(tree.json()))
                .isEqualTo(GENERAL.validate(tree.json()).isEmpty());
    }

    private static void answersSoon(String text) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put("dalbox/ui/main.yaml", text);
        long start = System.nanoTime();
        DescriptorChecker.Checked checked = CHECKER.check("download", files, null);
        // Generous, since the machine may be busy; without the bounds a hostile text takes minutes.
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(checked.descriptors().isEmpty())
                .isEqualTo(checked.faults().stream().anyMatch(Fault::fatal));
        long lines = text.chars()
                        .filter(c -> "\n\r\u0085\u2028\u2029".indexOf(c) >= 0)
                        .count()
                + 1;
        assertThat(checked.faults()).allSatisfy(fault -> {
            assertThat(fault.message()).isNotBlank();
            assertThat((long) fault.line()).isBetween(1L, lines + 1);
        });
    }

    @Provide
    Arbitrary<String> yamlLike() {
        return Arbitraries.of(
                        "a",
                        ": ",
                        "- ",
                        "\n",
                        "  ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "&x ",
                        "*x",
                        "!t ",
                        "|",
                        ">",
                        "\"",
                        "'",
                        "#",
                        "%",
                        "? ",
                        "---\n",
                        "...\n",
                        "\t",
                        "\\",
                        "\"\\UFFFFFFFF\"",
                        "\"\\x",
                        "<<: ",
                        "${",
                        "}",
                        "t:",
                        "ui: 1\n",
                        "\u0000",
                        "\uD800")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    /** The sample with a stretch removed, doubled, or replaced by something else. */
    @Provide
    Arbitrary<String> damaged() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, SAMPLE.length() - 1);
        Arbitrary<Integer> length = Arbitraries.integers().between(0, 12);
        Arbitrary<String> instead = Arbitraries.of(
                "",
                "x",
                "1",
                "true",
                "null",
                "[]",
                "{}",
                "type",
                "style: red",
                "t:nothing",
                "${x",
                "- ",
                "\n",
                ": ",
                "danger",
                "table",
                "steps",
                "fallback: drop, ");
        return Combinators.combine(at, length, instead).as((from, count, text) -> {
            int to = Math.min(SAMPLE.length(), from + count);
            return SAMPLE.substring(0, from) + text + SAMPLE.substring(to);
        });
    }
}
