package io.dalbox.pages.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

    @Test
    void everyValueKnowsItsLineAndColumn() throws UnreadableException {
        Tree.Branch root = (Tree.Branch) YamlReader.read("""
                ui: 1
                pages:
                  - id: main
                    body: [{ type: text }, { type: stat }]
                """);
        Tree.Branch page =
                (Tree.Branch) ((Tree.Items) child(root, "pages")).values().getFirst();
        assertThat(child(root, "ui").mark()).isEqualTo(new Mark(1, 5));
        assertThat(child(page, "id").mark()).isEqualTo(new Mark(3, 9));
        Tree.Branch stat =
                (Tree.Branch) ((Tree.Items) child(page, "body")).values().get(1);
        assertThat(stat.mark()).isEqualTo(new Mark(4, 28));
        Tree.Member type = Objects.requireNonNull(stat.members().get("type"));
        assertThat(type.key()).isEqualTo(new Mark(4, 30));
        assertThat(type.value().mark()).isEqualTo(new Mark(4, 36));
    }

    @Test
    void columnsCountCharactersNotBytes() throws UnreadableException {
        Tree.Branch root = (Tree.Branch) YamlReader.read("{ 名字: 值, b: 😀x, c: 1 }");
        assertThat(child(root, "c").mark()).isEqualTo(new Mark(1, 20));
    }

    @Test
    void plainScalarsAreTypedByTheCoreSchema() throws UnreadableException {
        assertThat(YamlReader.read("[1, -2.5, true, null, ~, yes, 012, '1', 1e3, 12345678901, .5, \"\"]")
                        .json()
                        .toString())
                .isEqualTo("[1,-2.5,true,null,null,\"yes\",12,\"1\",1000.0,12345678901,0.5,\"\"]");
    }

    @Test
    void jsonIsYamlAlsoWithTabs() throws UnreadableException {
        assertThat(YamlReader.read("{\n\t\"ui\": 1,\n\t\"id\": \"a\\tb\"\n}")
                        .json()
                        .toString())
                .isEqualTo("{\"ui\":1,\"id\":\"a\\tb\"}");
    }

    @Test
    void aliasesRepeatValues() throws UnreadableException {
        assertThat(YamlReader.read("a: &x { b: [1] }\nc: *x").json().toString())
                .isEqualTo("{\"a\":{\"b\":[1]},\"c\":{\"b\":[1]}}");
    }

    @Test
    void duplicateKeysAreRefusedWithBothPlaces() {
        refused(() -> YamlReader.read("a: 1\nb: 2\na: 3"), 3, 1, "'a' is given twice: the first is in line 1");
    }

    @Test
    void tagsAreRefused() {
        refused(() -> YamlReader.read("a: !!java.net.URL ['http://x']"), 1, 4, "tags");
        refused(() -> YamlReader.read("a: !x 1"), 1, 4, "tags");
    }

    @Test
    void aliasBombsAreStoppedByTheirExpandedSize() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [1,1,1,1,1,1,1,1,1]\n");
        for (int i = 1; i < 9; i++) {
            String below = "*a" + (i - 1);
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append((below + ",").repeat(9))
                    .append("]\n");
        }
        assertThatThrownBy(() -> YamlReader.read(bomb.toString()))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("more than");
    }

    @Test
    void anAliasCannotContainItself() {
        refused(() -> YamlReader.read("a: &a [1, *a]"), 1, 11, "has no anchor");
    }

    @Test
    void depthIsBoundedAlsoThroughAliases() {
        refused(() -> YamlReader.read("[".repeat(25) + "]".repeat(25)), 1, 25, "nested deeper than 24");
        String deep = "a: &a " + "[".repeat(20) + "]".repeat(20) + "\nb: " + "[".repeat(5) + "*a" + "]".repeat(5);
        refused(() -> YamlReader.read(deep), 2, 9, "nested deeper than 24");
    }

    @Test
    void sizeAndCountAreBounded() {
        refused(() -> YamlReader.read("a: " + "x".repeat(YamlReader.MAX_BYTES)), 1, 1, "256 KiB");
        refused(() -> YamlReader.read("[" + "1,".repeat(3000) + "]"), 1, 4000, "more than 2000 values");
    }

    @Test
    void aSecondDocumentIsRefused() {
        refused(() -> YamlReader.read("a: 1\n---\nb: 2"), 2, 1, "second document");
    }

    @Test
    void syntaxErrorsHaveTheirPlace() {
        refused(() -> YamlReader.read("a: 1\nb: [1, 2\nc: 3"), 3, 2, "not valid YAML");
        refused(() -> YamlReader.read("a:\n\t- b"), 2, 1, "not valid YAML");
        refused(() -> YamlReader.read(""), 1, 1, "empty");
    }

    private static Tree child(Tree.Branch branch, String key) {
        return Objects.requireNonNull(branch.get(key));
    }

    private static void refused(ThrowingCallable reading, int line, int column, String message) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.mark()).isEqualTo(new Mark(line, column)))
                .hasMessageContaining(message);
    }
}
