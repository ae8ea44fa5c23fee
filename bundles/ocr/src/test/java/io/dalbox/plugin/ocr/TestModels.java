package io.dalbox.plugin.ocr;

import io.dalbox.ml.ModelException;
import io.dalbox.ml.ModelInfo;
import io.dalbox.ml.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The models that the build has fetched, by what the plugin declares. */
public final class TestModels implements Models {

    private static final Pattern ENTRY = Pattern.compile("(?s)- name: (\\S+).*?file: (\\S+)");

    private final Path folder = Path.of(System.getProperty("dalbox.models", "../../distribution/models/target/models"));

    @Override
    public List<ModelInfo> declared() {
        List<ModelInfo> all = new ArrayList<>();
        Matcher entry = entries();
        while (entry.find()) {
            String name = entry.group(1);
            all.add(new ModelInfo(name, "1", name, "", 0, find(name).isPresent()));
        }
        return all;
    }

    @Override
    public Optional<Path> find(String model) {
        Matcher entry = entries();
        while (entry.find()) {
            if (entry.group(1).equals(model)) {
                return Optional.of(folder.resolve(entry.group(2))).filter(Files::isRegularFile);
            }
        }
        return Optional.empty();
    }

    @Override
    public Path require(String model) {
        return find(model)
                .orElseThrow(() -> new ModelException(model, true, "The model " + model + " is not installed"));
    }

    private static Matcher entries() {
        try (InputStream in = TestModels.class.getResourceAsStream("/dalbox/models.yaml")) {
            return ENTRY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
