package io.dalbox.pages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Json;
import io.dalbox.pages.Viewer;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class DocumentTest {

    private static final Viewer VIEWER =
            new Viewer("ann", "Ann", true, Locale.forLanguageTag("zh-CN"), "dark", "compact", access -> true);

    @TempDir
    Path folder;

    @Test
    void theShellIsThereBeforeTheScript() throws Exception {
        Path manifest = Files.writeString(
                folder.resolve("manifest.json"),
                "{\"script\":\"app.1.js\",\"style\":\"app.2.css\",\"sprite\":\"s.3.svg\",\"webmanifest\":\"app.4.webmanifest\",\"icons\":[\"box\"],\"shared\":[\"shared.5.js\"],"
                        + "\"later\":{\"chart\":{\"scripts\":[\"chart.6.js\"],\"style\":\"chart.7.css\",\"nodes\":[\"chart\"]},"
                        + "\"flow\":{\"scripts\":[\"flow.8.js\"],\"nodes\":[\"flow-list\"]}}}");
        URL url = manifest.toUri().toURL();
        ObjectNode shell = json("{\"product\":\"Dalbox\",\"nav\":[{\"label\":\"A & B\",\"to\":\"/a\"}]}");
        String html = new Document(new Assets(() -> url)).write(shell, json("""
                {"title": "首页", "path": "/a", "body": [{"type": "section", "body": [{"type": "chart"}]}]}"""), VIEWER);
        assertThat(html)
                .startsWith("<!doctype html>\n<html lang=\"zh-CN\" data-theme=\"dark\" data-density=\"compact\">")
                .contains("<title>首页 · Dalbox</title>")
                .contains(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">")
                .contains("<link rel=\"stylesheet\" href=\"/assets/app.2.css\">")
                .contains("<link rel=\"icon\" href=\"/assets/s.3.svg\">")
                .contains("<link rel=\"preload\" href=\"/assets/s.3.svg\" as=\"image\" type=\"image/svg+xml\">")
                .contains("<script type=\"module\" src=\"/assets/app.1.js\"></script>")
                .contains("<link rel=\"modulepreload\" href=\"/assets/shared.5.js\">")
                .contains("<link rel=\"modulepreload\" href=\"/assets/chart.6.js\">")
                .contains("<link rel=\"stylesheet\" href=\"/assets/chart.7.css\">")
                .doesNotContain("flow.8.js")
                .contains("<link rel=\"manifest\" href=\"/assets/app.4.webmanifest\">")
                .contains("<a class=\"nav-item\" href=\"/a\" aria-current=\"page\">A &amp; B</a>");
    }

    @Test
    void nothingInTheDataCanLeaveItsBlock() {
        String evil = "</script><script>alert(1)</script><!--\u2028\u2029\"'&";
        ObjectNode page = json("{\"path\":\"/\",\"texts\":{}}");
        page.put("title", evil);
        page.withObject("texts").put("x", evil);
        ObjectNode shell = json("{\"nav\":[{\"to\":\"/\"}]}");
        shell.withObject("/nav/0").put("label", evil);
        String html = new Document(new Assets(() -> null)).write(shell, page, VIEWER);
        assertThat(html)
                .doesNotContain("<script>alert")
                .doesNotContain("\\u2028\u2028")
                .doesNotContain("style=");
        assertThat(html.split("</script>", -1))
                .as("three blocks and what follows")
                .hasSize(4);
        String block = html.substring(html.indexOf("id=\"dalbox-page\">") + 17);
        assertThat(json(block.substring(0, block.indexOf("</script>")))).isEqualTo(page);
        assertThat(html.substring(html.indexOf("<script")))
                .doesNotContain("\u2028")
                .doesNotContain("\u2029");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.mapper().readTree(text);
    }
}
