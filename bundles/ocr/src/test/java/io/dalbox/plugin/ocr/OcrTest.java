package io.dalbox.plugin.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.plugin.ocr.text.TestPages;
import io.dalbox.task.TaskStoppedException;
import io.dalbox.testing.TestTask;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The actions, on real lanes, storages and a real database. */
@Timeout(240)
class OcrTest {

    private static final String WORDS = "The quick brown fox jumps over the lazy dog.\nInvoice No. 2024-0815 of March";

    @TempDir
    private Path home;

    private OcrBox box;

    @BeforeEach
    void open() throws IOException {
        box = new OcrBox(home);
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void readsAPictureAndKeepsItSearchable() throws Exception {
        picture("letter.png", WORDS);
        TestTask task = box.task();
        RecognizeResult result = task.run(box.recognize, new RecognizeInput("media:/letter.png", null, null));

        assertThat(result.text()).isEqualTo(WORDS);
        assertThat(result.engine()).isEqualTo("tesseract");
        assertThat(task.done()).isEqualTo(1);
        assertThat(task.total()).isEqualTo(1);
        assertThat(task.events())
                .containsExactly(new OcrCompleted("task-1", "media:/letter.png", 1, WORDS.length(), "eng"));
        assertThat(box.find("brown fox")).extracting(ResultsAction.Row::id).containsExactly(result.id());
        assertThat(box.find("foxes")).isEmpty();
        assertThat(box.find("letter.p")).hasSize(1);
        assertThat(box.find("100%")).isEmpty();

        ResultAction.Answer page = box.result.call(new ResultAction.Query(result.id(), 1), task);
        assertThat(page.words()).hasSize(14).allSatisfy(word -> {
            assertThat(word.x() + word.width()).isBetween(0.0, 1.0);
            assertThat(word.confidence()).isBetween(0.5, 1.0);
        });
        assertThat(page.picture()).startsWith("/module/ocr/pictures/" + result.id() + "/1-");
    }

    @Test
    void findsChineseWordsOfTwoCharacters() throws Exception {
        box.write(
                "news.png",
                TestPages.page("媒体库已更新，新增三部电影。\n请选择字幕语言。", "Noto Sans CJK SC", 32)
                        .image());
        box.task().run(box.recognize, new RecognizeInput("media:/news.png", null, null));

        assertThat(box.find("电影")).hasSize(1);
        assertThat(box.find("字幕语言")).hasSize(1);
        assertThat(box.find("音乐")).isEmpty();
    }

    @Test
    void takesThePlaceOfWhatWasReadBefore() throws Exception {
        picture("letter.png", "An older letter");
        box.task().run(box.recognize, new RecognizeInput("media:/letter.png", null, null));
        picture("letter.png", "A newer letter");
        RecognizeResult newer = box.task().run(box.recognize, new RecognizeInput("media:/letter.png", null, null));

        assertThat(box.find("older")).isEmpty();
        assertThat(box.find("")).extracting(ResultsAction.Row::id).containsExactly(newer.id());
        new DeleteAction(box.results).call(new DeleteAction.Input(newer.id()), box.task());
        assertThat(box.find("")).isEmpty();
        assertThat(box.find("newer")).isEmpty();
        assertThat(home.resolve("media/letter.png")).exists();
    }

    @Test
    void readsAPdfPageByPageAndMakesItSearchable() throws Exception {
        Path pdf = scan("First page of the contract", "Second page with a signature");
        TestTask task = box.task();
        RecognizeResult result =
                task.run(box.recognize, new RecognizeInput("media:/scan.pdf", List.of("eng"), "tesseract"));

        assertThat(result.pages()).isEqualTo(2);
        assertThat(result.text()).isEqualTo("First page of the contract\n\fSecond page with a signature");
        assertThat(box.find("signature"))
                .singleElement()
                .extracting(ResultsAction.Row::page)
                .isEqualTo(2);
        ExportAction.Result written = box.task().run(box.export, new ExportAction.Input(result.id(), "pdf", null));
        assertThat(written.filePath()).isEqualTo("media:/scan.ocr.pdf");
        try (PDDocument before = Loader.loadPDF(pdf.toFile());
                PDDocument after =
                        Loader.loadPDF(home.resolve("media/scan.ocr.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(before)).isBlank();
            assertThat(new PDFTextStripper()
                            .getText(after)
                            .replaceAll("\\s+", " ")
                            .strip())
                    .isEqualTo("First page of the contract Second page with a signature");
            assertThat(after.getPage(0).getRotation()).isEqualTo(90);
        }
    }

    @Test
    void exportsTextHocrAndAPdfOfAPicture() throws Exception {
        picture("letter.png", WORDS);
        RecognizeResult result = box.task().run(box.recognize, new RecognizeInput("media:/letter.png", null, null));
        for (String format : List.of("text", "hocr", "pdf")) {
            box.task().run(box.export, new ExportAction.Input(result.id(), format, "media:/out/"));
        }

        assertThat(home.resolve("media/out/letter.txt")).content().startsWith(WORDS);
        assertThat(home.resolve("media/out/letter.hocr"))
                .content()
                .contains("ocr_page", "ocrx_word", "x_wconf", ">brown</span>");
        try (PDDocument pdf =
                Loader.loadPDF(home.resolve("media/out/letter.ocr.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("brown fox");
        }
        assertThatThrownBy(() -> box.task().run(box.export, new ExportAction.Input(result.id(), "text", "media:/out/")))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> box.export.check(new ExportAction.Input(result.id(), "srt", null), box.task()))
                .hasMessageContaining("video");
    }

    @Test
    void goesOnWithThePagesThatAreMissingAfterACrash() throws Exception {
        scan("First page of the contract", "Second page with a signature");
        RecognizeInput input = new RecognizeInput("media:/scan.pdf", List.of("eng"), "tesseract");
        TestTask first = box.task();
        CompletableFuture<RecognizeResult> run = first.start(box.recognize, input);
        Awaitility.await().atMost(120, TimeUnit.SECONDS).until(() -> first.done() > 0 || run.isDone());
        first.stop();
        TestTask second = first.reborn();
        RecognizeResult result = second.run(box.recognize, input);

        assertThat(result.text()).contains("contract", "signature");
        assertThat(box.find("")).hasSize(1);
    }

    @Test
    void stopsInTheMiddleOfAPageAndForgetsIt() throws Exception {
        box.write(
                "long.png",
                TestPages.page((TestPages.ENGLISH + "\n").repeat(8), "DejaVu Sans", 32)
                        .image());
        RecognizeInput input = new RecognizeInput("media:/long.png", List.of("eng"), "tesseract");
        TestTask task = box.task();
        CompletableFuture<RecognizeResult> run = task.start(box.recognize, input);
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> (box.running() > 0 && task.total() > 0) || run.isDone());
        task.stop();

        assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TaskStoppedException.class);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> box.running() == 0);
        box.recognize.discard(input, task);
        assertThat(box.find("")).isEmpty();
    }

    @Test
    void refusesWithASentence() throws Exception {
        Files.write(home.resolve("media/empty.png"), new byte[0]);
        TestTask task = box.task();

        assertThatThrownBy(() -> task.run(box.recognize, new RecognizeInput("media:/empty.png", null, null)))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.pointer()).isEqualTo("/path"))
                .hasMessage("empty.png is empty");
        assertThatThrownBy(() -> box.recognize.check(new RecognizeInput("media:/none.png", null, null), task))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        assertThatThrownBy(
                        () -> box.recognize.check(new RecognizeInput("media:/empty.png", List.of("tlh"), null), task))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .hasMessageContaining("tlh")
                .hasMessageContaining("chi_sim");
        assertThatThrownBy(
                        () -> box.recognize.check(new RecognizeInput("media:/empty.png", List.of("deu"), null), task))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("tesseract-deu")
                .hasMessageContaining("models.install");
    }

    @Test
    void readsOnlyWhatChangedInAFolder() throws Exception {
        picture("a.png", "The first letter");
        picture("sub/b.png", "The second letter");
        Files.writeString(home.resolve("media/notes.txt"), "no picture");
        TestTask task = box.task();
        RecognizeFolderAction.Result first = task.run(box.folder, folder(true));
        assertThat(task.children()).containsExactlyInAnyOrder("media:/a.png", "media:/sub/b.png");
        assertThat(first.files()).isEqualTo(2);

        picture("a.png", "Another letter that is longer");
        TestTask again = box.task();
        assertThat(again.run(box.folder, folder(true)).unchanged()).isEqualTo(1);
        assertThat(again.children()).containsExactly("media:/a.png");
        TestTask flat = box.task();
        flat.run(box.folder, folder(false));
        assertThat(flat.children()).isEmpty();
    }

    private static RecognizeFolderAction.Input folder(boolean recursive) {
        return new RecognizeFolderAction.Input("media:/", recursive, true, false, List.of("eng"), "tesseract");
    }

    /** Twelve seconds of film with two subtitles; between them there is none. */
    @Test
    void readsSubtitlesOfAVideo() throws Exception {
        Path frames = Files.createDirectory(home.resolve("frames"));
        BufferedImage picture = OcrBox.photo(960, 540);
        for (int i = 0; i < 12; i++) {
            String text = i < 2 || i == 6 ? "" : i < 6 ? "Where are we going tonight?" : "请选择字幕语言";
            BufferedImage frame = text.isEmpty()
                    ? picture
                    : TestPages.subtitled(picture, text, "Noto Sans CJK SC", 40).image();
            ImageIO.write(
                    frame, "png", frames.resolve(String.format("%02d.png", i)).toFile());
        }
        OcrBox.ffmpeg(
                "-framerate",
                "1",
                "-i",
                frames + "/%02d.png",
                "-r",
                "25",
                "-pix_fmt",
                "yuv420p",
                home.resolve("media/film.mp4").toString());
        TestTask task = box.task();
        RecognizeResult result = task.run(box.recognize, new RecognizeInput("media:/film.mp4", null, null));

        box.task().run(box.export, new ExportAction.Input(result.id(), "srt", null));
        String srt = Files.readString(home.resolve("media/film.srt"));
        assertThat(result.engine()).isEqualTo("ppocr");
        assertThat(TestPages.errors(result.text(), "Where are we going tonight?\n请选择字幕语言", false))
                .as(srt)
                .isLessThanOrEqualTo(5);
        assertThat(srt)
                .containsPattern("1\n00:00:0[12],\\d{3} --> 00:00:0[67],\\d{3}\nWhere")
                .containsPattern("2\n00:00:0[67]");
        assertThat(task.done()).isGreaterThanOrEqualTo(11);
    }

    private void picture(String name, String text) throws IOException {
        box.write(name, TestPages.page(text, "DejaVu Sans", 32).image());
    }

    /** Two pages of pictures, turned by the PDF as scanners do. */
    private Path scan(String... texts) throws IOException {
        Path file = home.resolve("media/scan.pdf");
        try (PDDocument document = new PDDocument()) {
            for (String text : texts) {
                BufferedImage image = TestPages.page(text, "DejaVu Sans", 32).image();
                float width = image.getWidth() * .4f;
                float height = image.getHeight() * .4f;
                PDPage page = new PDPage(new PDRectangle(/* width= */ height, /* height= */ width));
                page.setRotation(90);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.transform(new org.apache.pdfbox.util.Matrix(0, 1, -1, 0, height, 0));
                    content.drawImage(LosslessFactory.createFromImage(document, image), 0, 0, width, height);
                }
            }
            document.save(file.toFile());
        }
        return file;
    }
}
