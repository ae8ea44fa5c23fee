package io.dalbox.plugin.ocr.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugin.ocr.OcrBox;
import io.dalbox.plugin.ocr.TestInference;
import io.dalbox.plugin.ocr.TestModels;
import io.dalbox.plugin.ocr.input.Sheet;
import io.dalbox.tesseract.internal.TestTesseract;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well text is read: shares of wrong characters on pages with a text that is known, with the real models and fonts. */
class QualityTest {

    private static final List<String> BOTH = List.of("eng", "chi_sim");

    @TempDir
    private static Path cache;

    private static ReaderPool readers;
    private static PageReader pages;

    @BeforeAll
    static void open() {
        readers = new ReaderPool(TestTesseract.in(cache), new TestModels());
        pages = new PageReader(readers, new TestInference());
    }

    @AfterAll
    static void close() {
        readers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DejaVu Sans, 32, 1", "DejaVu Serif, 32, 1", "DejaVu Sans Mono, 32, 1", "Noto Sans CJK SC, 32, 1",
        "DejaVu Sans, 13, 5", "DejaVu Serif, 13, 5", "DejaVu Sans Mono, 13, 5", "Noto Sans CJK SC, 13, 5"
    })
    void readsEnglishPages(String font, int pixels, double most) throws IOException {
        PageText page = read(TestPages.page(TestPages.ENGLISH, font, pixels));

        assertThat(page.engine()).isEqualTo(Engine.TESSERACT);
        assertThat(page.language()).isEqualTo("eng");
        assertThat(TestPages.errors(page.text(), TestPages.ENGLISH, true))
                .as(page.text())
                .isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "Noto Sans CJK SC, 32, 1",
        "Noto Serif CJK SC, 32, 1",
        "Noto Sans CJK SC, 13, 5",
        "Noto Serif CJK SC, 13, 5"
    })
    void readsChinesePages(String font, int pixels, double most) throws IOException {
        PageText page = read(TestPages.page(TestPages.CHINESE, font, pixels));

        assertThat(TestPages.errors(page.text(), TestPages.CHINESE, false))
                .as(page.text())
                .isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Where are we going tonight, and who is coming?|DejaVu Sans|28
            I have never seen the stars from up here.|Noto Sans CJK SC|36
            我们今天晚上去哪里？谁和我们一起去？|Noto Sans CJK SC|32
            他从来没有在这里看过星星。|Noto Serif CJK SC|40
            """)
    void readsSubtitlesOverAPhoto(String text, String font, int pixels) throws IOException {
        PageText page = read(TestPages.subtitled(OcrBox.photo(960, 540), text, font, pixels));

        assertThat(page.engine()).isEqualTo(Engine.PPOCR);
        assertThat(TestPages.errors(page.text(), text, false)).as(page.text()).isLessThanOrEqualTo(5);
    }

    @Test
    void readsPagesInBothLanguages() throws IOException {
        String text = "Dalbox 媒体服务器\nThe quick brown fox jumps over the dog\n请选择要整理的文件夹";
        PageText page = read(TestPages.page(text, "Noto Sans CJK SC", 32));

        assertThat(TestPages.errors(page.text(), text, false)).as(page.text()).isLessThanOrEqualTo(5);
    }

    @Test
    void readsLightOnDark() throws IOException {
        Sheet sheet = TestPages.page(TestPages.ENGLISH, "DejaVu Sans", 24, Color.YELLOW, new Color(20, 30, 60));
        PageText page = read(sheet);

        assertThat(page.engine()).isEqualTo(Engine.TESSERACT);
        assertThat(TestPages.errors(page.text(), TestPages.ENGLISH, true))
                .as(page.text())
                .isLessThanOrEqualTo(1);
    }

    private static PageText read(Sheet sheet) throws IOException {
        return pages.read(sheet, Engine.AUTO, BOTH, "", () -> false);
    }
}
