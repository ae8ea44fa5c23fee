package io.dalbox.plugin.ocr.text;

import io.dalbox.plugin.ocr.input.Sheet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pages and frames with a text that is known. */
public final class TestPages {

    /** Sentences of everyday texts: prose, an invoice, a path, an address. */
    public static final String ENGLISH = """
            The quick brown fox jumps over the lazy dog near the river bank.
            Invoice No. 2024-0815  Total: $1,234.56 due on 31 March 2025.
            File path: /media/movies/The.Matrix.1999.mkv (1080p, 5.1 audio)
            Dalbox is a hot-pluggable runtime for a home server; every feature
            is a plugin: it describes itself, offers actions, publishes events,
            reports the progress of long tasks and describes its own pages.
            Many people keep photographs, letters, recipes and old receipts.
            "Where did I put that?" she asked, looking at 37 boxes & 4 shelves.
            Please call +44 20 7946 0958 or write to info@example.org today!
            Chapter 12: Why the weather changes quickly in the mountains.""";

    /** The same in Chinese. */
    public static final String CHINESE = """
            媒体库已更新，新增三部电影。请选择要整理的文件夹和字幕语言。
            今天天气很好，我们去公园散步吧。春天来了，花园里的花都开了。
            家庭服务器可以保存照片、视频和音乐，也可以自动下载字幕文件。
            这份合同自双方签字之日起生效，有效期为三年，到期可以续签。
            北京是中华人民共和国的首都，也是全国政治、文化和交通的中心。
            请在二〇二五年三月三十一日之前把填写好的表格交给办公室。
            图书馆每天上午九点开门，晚上八点关门，周末照常开放。
            他站在窗前，看着外面的雨，想起了很多年以前的一个夏天。""";

    private TestPages() {}

    /** Returns a printed page. */
    public static Sheet page(String text, String font, int pixels) {
        return page(text, font, pixels, Color.BLACK, Color.WHITE);
    }

    static Sheet page(String text, String font, int pixels, Color ink, Color paper) {
        List<String> lines = text.lines().toList();
        Font face = font(font, pixels);
        int step = pixels * 8 / 5;
        int width = lines.stream()
                        .mapToInt(line -> metrics(face).stringWidth(line))
                        .max()
                        .orElse(0)
                + 4 * pixels;
        BufferedImage image = new BufferedImage(width, lines.size() * step + 4 * pixels, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = graphics(image, face);
        g.setColor(paper);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(ink);
        for (int i = 0; i < lines.size(); i++) {
            g.drawString(lines.get(i), 2 * pixels, 3 * pixels + i * step);
        }
        g.dispose();
        return new Sheet(image, 0);
    }

    /** Returns a picture with a text at its lower edge, white with a black outline, as films have. */
    public static Sheet subtitled(BufferedImage picture, String text, String font, int pixels) {
        BufferedImage image = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Font face = font(font, pixels);
        Graphics2D g = graphics(image, face);
        g.drawImage(picture, 0, 0, null);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int x = (image.getWidth() - g.getFontMetrics().stringWidth(lines.get(i))) / 2;
            int y = image.getHeight() - pixels / 2 - (lines.size() - 1 - i) * pixels * 5 / 4;
            Shape letters = face.createGlyphVector(g.getFontRenderContext(), lines.get(i))
                    .getOutline(x, y);
            g.setColor(Color.BLACK);
            g.setStroke(new BasicStroke(Math.max(2, pixels / 8f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(letters);
            g.setColor(Color.WHITE);
            g.fill(letters);
        }
        g.dispose();
        return new Sheet(image, 0);
    }

    /** Returns the share of characters that are wrong: edits by length, in percent. */
    public static double errors(String read, String truth, boolean blanks) {
        String a = normal(read, blanks);
        String b = normal(truth, blanks);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return 100.0 * row[b.length()] / b.length();
    }

    private static String normal(String text, boolean blanks) {
        return text.replaceAll("\\s+", blanks ? " " : "").strip();
    }

    private static Font font(String name, int pixels) {
        Font font = new Font(name, Font.PLAIN, pixels);
        if (!font.getFamily().equals(name)) {
            throw new IllegalStateException(
                    "The font " + name + " is missing: install fonts-dejavu-core and fonts-noto-cjk");
        }
        return font;
    }

    private static FontMetrics metrics(Font font) {
        return graphics(new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR), font)
                .getFontMetrics();
    }

    private static Graphics2D graphics(BufferedImage image, Font font) {
        Graphics2D g = image.createGraphics();
        g.setFont(font);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return g;
    }
}
