package io.dalbox.ml.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.ml.StoredModel.State;
import io.dalbox.plugins.PluginInfo.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsFileTest {

    /** SHA-256 of the four bytes "good". */
    private static final String HASH = "770e607624d689265ca6c44884d0807d9b054d23c473c106c72be9de08b7376c";

    private static final String GOOD = """
            models:
              - name: a-model
                version: "1.0"
                label: { en: A model, zh-CN: 模型 }
                file: a.onnx
                sha256: %s
                size: 4
                licence: MIT
                sources: ["npm:@scope/pack@1.0.0/dist/a.onnx", "maven:org.example:pack:1.0/a.onnx", "https://example.com/a"]
            """.formatted(HASH);

    private static Declared good() {
        return ModelsFile.read("test", GOOD).models().getFirst();
    }

    @Test
    void isReadInFull() {
        ModelsFile file = ModelsFile.read("test", GOOD);

        assertThat(file.problems()).isEmpty();
        assertThat(file.models()).singleElement().satisfies(model -> {
            assertThat(model.plugin()).isEqualTo("test");
            assertThat(model.label()).containsEntry("zh-CN", "模型");
            assertThat(model.memory()).isEqualTo(8);
            assertThat(model.sources())
                    .containsExactly(
                            new Source.Npm("@scope/pack", "1.0.0", "dist/a.onnx"),
                            new Source.Maven("org.example", "pack", "1.0", "a.onnx"),
                            new Source.Web("https://example.com/a"));
        });
    }

    @Test
    void aFaultyModelDoesNotTouchTheOthers() {
        Map<String, String> faults = new HashMap<>();
        faults.put("name: a-model", "name: A Model");
        faults.put("version: \"1.0\"", "version: 1.0");
        faults.put("sha256: " + HASH, "sha256: abc");
        faults.put("size: 4", "size: 0");
        faults.put("licence: MIT", "license: MIT");
        faults.put("file: a.onnx", "file: ../a.onnx");
        faults.put("dist/a.onnx", "../../a.onnx");
        faults.put("https:", "ftp:");
        faults.forEach((right, wrong) -> {
            String second = GOOD.replace("models:\n", "").replace(right, wrong);
            ModelsFile file = ModelsFile.read("test", GOOD.replace("a-model", "other") + second);

            assertThat(file.models()).as(wrong).extracting(Declared::name).containsExactly("other");
            assertThat(file.problems()).as(wrong).hasSize(1);
        });
    }

    @Test
    void faultsAreToldSoThatTheAuthorCanMendThem() {
        assertThat(ModelsFile.read("test", GOOD.replace("licence", "license")).problems())
                .extracting(Problem::message)
                .containsExactly("The model 'a-model': there is no field 'license'; did you mean 'licence'?");
        assertThat(ModelsFile.read("test", GOOD + GOOD.replace("models:\n", "")).problems())
                .extracting(Problem::message)
                .containsExactly("The model 'a-model': there are two models with the name 'a-model'");
        assertThat(ModelsFile.read("test", "models: [").problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).startsWith("This is no YAML");
                    assertThat(problem.line()).isPositive();
                });
        assertThat(ModelsFile.read("test", "").problems()).hasSize(1);
        assertThat(ModelsFile.read("test", GOOD.replace("    sha256: " + HASH + "\n", ""))
                        .problems())
                .extracting(Problem::message)
                .containsExactly("The model 'a-model': what is fetched needs 'sha256' and 'size'");
    }

    @Test
    void aFileIsFoundWhereItIsAndAChangedOneIsNoticed(@TempDir Path folder) throws Exception {
        Map<String, Path> own = new HashMap<>();
        Path shipped = Files.createDirectories(folder.resolve("shipped"));
        Path installed = Files.createDirectories(folder.resolve("installed"));
        Shelf shelf = new Shelf(installed, shipped, key -> Optional.ofNullable(own.get(key)));
        Declared model = good();

        assertThat(shelf.find(model).state()).isEqualTo(State.MISSING);
        Files.writeString(shipped.resolve("a.onnx"), "good");
        assertThat(shelf.find(model).state()).isEqualTo(State.SHIPPED);
        Files.writeString(shelf.target(model), "good");
        assertThat(shelf.find(model)).isEqualTo(new Place(State.INSTALLED, shelf.target(model), HASH));
        own.put(HASH, Files.writeString(folder.resolve("mine"), "good"));
        assertThat(shelf.find(model).state()).isEqualTo(State.OWN);

        Files.writeString(folder.resolve("mine"), "evil");
        assertThat(shelf.find(model).state()).isEqualTo(State.INSTALLED);
        assertThat(shelf.delete(model)).isTrue();
        Files.delete(shipped.resolve("a.onnx"));
        assertThat(shelf.find(model).state()).isEqualTo(State.DAMAGED);
    }

    @Test
    void aModelWithoutHashIsWhatTheOwnerBrings(@TempDir Path folder) throws Exception {
        Declared model = ModelsFile.read("test", """
                        models:
                          - { name: mine, version: "1", label: Mine, file: mine.onnx, licence: yours }
                        """).models().getFirst();
        Map<String, Path> own = new HashMap<>();
        Shelf shelf = new Shelf(folder, null, key -> Optional.ofNullable(own.get(key)));

        assertThat(shelf.find(model).state()).isEqualTo(State.MISSING);
        own.put("test/mine", Files.writeString(folder.resolve("any"), "good"));
        assertThat(shelf.find(model)).isEqualTo(new Place(State.OWN, folder.resolve("any"), HASH));
    }
}
