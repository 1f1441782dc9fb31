package clayton.evidence;

import clayton.chain.Progress;
import clayton.evidence.ReportPart.Bullets;
import clayton.evidence.ReportPart.Code;
import clayton.evidence.ReportPart.Facts;
import clayton.evidence.ReportPart.Heading;
import clayton.evidence.ReportPart.Paragraph;
import clayton.evidence.ReportPart.Picture;
import clayton.evidence.ReportPart.Table;
import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.HeaderFooter;
import com.lowagie.text.Image;
import com.lowagie.text.ListItem;
import com.lowagie.text.PageSize;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.librepdf.openpdf.fonts.Liberation;

/// Prints a report as PDF, with the fonts every reader has. A text that these cannot print is set in Liberation Sans,
/// which is then embedded; a character that this lacks too is written as U+ and its number. It says no time and has an
/// identifier that follows from its content, so the same report has the
/// same bytes.
final class PdfReport {
    private static final int ROWS_AT_ONCE = 200;
    /// What WinAnsi has beyond Latin-1 and a text may well hold.
    private static final String PRINTED = "\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac";

    private static final Color MUTED = new Color(90, 101, 114);
    private static final Color HEAD = new Color(235, 239, 243);
    private static final Color LINE = new Color(205, 212, 219);
    private static final Color FLOW = new Color(47, 111, 178);
    private static final Color END = new Color(138, 75, 8);

    private final Progress progress;
    private final Document document;
    private final PdfWriter writer;
    private final BaseFont plain;
    private final BaseFont bold;
    private final BaseFont mono;
    private @Nullable BaseFont wide;

    private PdfReport(Document document, PdfWriter writer, Progress progress) throws IOException {
        this.progress = progress;
        this.document = document;
        this.writer = writer;
        this.plain = BaseFont.createFont(BaseFont.HELVETICA, BaseFont.WINANSI, BaseFont.NOT_EMBEDDED);
        this.bold = BaseFont.createFont(BaseFont.HELVETICA_BOLD, BaseFont.WINANSI, BaseFont.NOT_EMBEDDED);
        this.mono = BaseFont.createFont(BaseFont.COURIER, BaseFont.WINANSI, BaseFont.NOT_EMBEDDED);
    }

    /// Throws `CancellationException` if asked to stop.
    static void write(String title, List<ReportPart> parts, OutputStream out, Progress progress) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Document document = new Document(PageSize.A4, 48, 48, 52, 52);
            PdfWriter writer = PdfWriter.getInstance(document, bytes);
            PdfReport report = new PdfReport(document, writer, progress);
            HeaderFooter footer = new HeaderFooter(new Phrase(report.text(8, MUTED, title + ", page ")), true);
            footer.setBorder(0);
            footer.setAlignment(Element.ALIGN_RIGHT);
            document.setFooter(footer);
            document.open();
            report.timeless(title);
            report.print(title, parts);
            document.close();
        } catch (DocumentException e) {
            throw new IOException("the PDF could not be laid out: " + e.getMessage(), e);
        }
        out.write(identified(bytes.toByteArray()));
    }

    private void timeless(String title) {
        writer.getInfo().remove(PdfName.CREATIONDATE);
        writer.getInfo().remove(PdfName.MODDATE);
        writer.getInfo().put(PdfName.TITLE, new PdfString(printed(title, plain)));
        writer.getInfo().put(PdfName.PRODUCER, new PdfString("Clayton"));
    }

    /// Puts a digest of the content where the library has put a random identifier.
    private static byte[] identified(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf("/ID");
        int end = text.indexOf(']', at);
        StringBuilder cleared = new StringBuilder(text);
        for (int i = at; i < end; i++) {
            if (Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) != 'D') {
                cleared.setCharAt(i, '0');
            }
        }
        String digest = Hashes.sha256Hex(cleared.toString().getBytes(StandardCharsets.ISO_8859_1));
        int digits = 0;
        for (int i = at + 3; i < end; i++) {
            if (Character.digit(text.charAt(i), 16) >= 0) {
                cleared.setCharAt(i, digest.charAt(digits++ % 32));
            }
        }
        return cleared.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void print(String title, List<ReportPart> parts) throws IOException {
        document.add(new com.lowagie.text.Paragraph(20, chunk(title, bold, 17, Color.BLACK)));
        for (ReportPart part : parts) {
            print(part);
        }
    }

    private void print(ReportPart part) throws IOException {
        switch (part) {
            case Heading heading -> {
                com.lowagie.text.Paragraph text = new com.lowagie.text.Paragraph(
                        chunk(heading.text(), bold, heading.level() == 1 ? 13 : 10.5f, Color.BLACK));
                text.setSpacingBefore(heading.level() == 1 ? 16 : 10);
                text.setSpacingAfter(4);
                text.setKeepTogether(true);
                document.add(text);
            }
            case Paragraph paragraph -> {
                com.lowagie.text.Paragraph text =
                        new com.lowagie.text.Paragraph(13, text(9.5f, Color.BLACK, paragraph.text()));
                text.setSpacingAfter(5);
                document.add(text);
            }
            case Facts facts -> facts(facts);
            case Bullets bullets -> bullets(bullets);
            case Table table -> table(table);
            case Code code -> code(code);
            case Picture picture -> picture(picture.drawing());
        }
    }

    private void facts(Facts facts) {
        PdfPTable table = new PdfPTable(new float[] {1, 4});
        table.setWidthPercentage(100);
        table.setSpacingAfter(6);
        for (ReportPart.Fact fact : facts.facts()) {
            table.addCell(bare(text(9, MUTED, fact.name())));
            table.addCell(bare(text(9, Color.BLACK, fact.value())));
        }
        document.add(table);
    }

    private static PdfPCell bare(Chunk text) {
        PdfPCell cell = new PdfPCell(new Phrase(12, text));
        cell.setBorder(0);
        cell.setPadding(2);
        return cell;
    }

    private void bullets(Bullets bullets) {
        com.lowagie.text.List list = new com.lowagie.text.List(com.lowagie.text.List.UNORDERED, 10);
        list.setListSymbol(new Chunk("-", new Font(plain, 9)));
        for (String item : bullets.items()) {
            list.add(new ListItem(12.5f, text(9.5f, Color.BLACK, item)));
        }
        document.add(list);
    }

    private void table(Table table) {
        for (int from = 0; from == 0 || from < table.rows().size(); from += ROWS_AT_ONCE) {
            Step.take(progress, "printing rows", from, table.rows().size());
            rows(table, table.rows().subList(from, Math.min(table.rows().size(), from + ROWS_AT_ONCE)));
        }
    }

    private void rows(Table table, List<List<String>> rows) {
        float[] widths = new float[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(table, i);
        }
        PdfPTable printed = new PdfPTable(widths);
        printed.setWidthPercentage(100);
        printed.setHeaderRows(1);
        printed.setSpacingAfter(4);
        for (String column : table.columns()) {
            PdfPCell cell = cell(column, chunk(Table.title(column), bold, 7.5f, Color.BLACK));
            cell.setBackgroundColor(HEAD);
            printed.addCell(cell);
        }
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                String column = table.columns().get(i);
                BaseFont font = column.endsWith("*") ? mono : plain;
                printed.addCell(cell(column, chunk(row.get(i), font, column.endsWith("*") ? 6.5f : 7.5f, Color.BLACK)));
            }
        }
        document.add(printed);
    }

    /// By the longest text of the column, within reason.
    private static float width(Table table, int column) {
        String title = table.columns().get(column);
        int longest = Table.title(title).length();
        for (List<String> row : table.rows()) {
            longest = Math.max(longest, row.get(column).length());
        }
        return Math.clamp(longest, 7, title.endsWith("*") ? 34 : 26);
    }

    private static PdfPCell cell(String column, Chunk text) {
        if (!text.getContent().contains(" ")) {
            text.setSplitCharacter((start, current, end, characters, chunks) -> true);
        }
        PdfPCell cell = new PdfPCell(new Phrase(9, text));
        cell.setBorder(com.lowagie.text.Rectangle.BOTTOM);
        cell.setBorderColor(LINE);
        cell.setPadding(2.5f);
        cell.setHorizontalAlignment(column.endsWith("#") ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        return cell;
    }

    private void code(Code code) {
        for (String line : code.lines()) {
            Chunk text = chunk(line, mono, 6.2f, Color.BLACK);
            text.setSplitCharacter((start, current, end, characters, chunks) -> true);
            document.add(new com.lowagie.text.Paragraph(8, text));
        }
    }

    private void picture(Drawing drawing) throws IOException {
        PdfTemplate template =
                writer.getDirectContent().createTemplate((float) drawing.width(), (float) drawing.height());
        for (Drawing.Shape shape : drawing.shapes()) {
            draw(shape, template, drawing.height());
        }
        Image image = Image.getInstance(template);
        image.scaleToFit(document.right() - document.left(), document.top() - document.bottom() - 20);
        image.setSpacingAfter(6);
        document.add(image);
    }

    private void draw(Drawing.Shape shape, PdfContentByte to, double height) {
        switch (shape) {
            case Drawing.Rect rect -> {
                to.setColorFill(color(rect.ink()));
                to.rectangle(
                        (float) rect.x(), (float) (height - rect.y() - rect.height()), (float) rect.width(), (float)
                                rect.height());
                to.fill();
            }
            case Drawing.Arc arc -> {
                to.setColorStroke(new Color(164, 194, 224));
                to.setLineWidth((float) arc.thickness());
                float left = (float) (arc.x() - arc.bulge());
                float from = (float) (height - arc.y());
                float end = (float) (height - arc.toY());
                to.moveTo((float) arc.x(), from);
                to.curveTo(left, from, left, end, (float) arc.x(), end);
                to.stroke();
            }
            case Drawing.Text text -> {
                to.beginText();
                BaseFont font = fontOf(text.text(), text.mono() ? mono : plain);
                to.setFontAndSize(font, (float) text.size());
                to.setColorFill(color(text.ink()));
                to.showTextAligned(
                        text.right() ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT,
                        printed(text.text(), font),
                        (float) text.x(),
                        (float) (height - text.y()),
                        0);
                to.endText();
            }
        }
    }

    private static Color color(Drawing.Ink ink) {
        return switch (ink) {
            case TEXT -> Color.BLACK;
            case MUTED -> MUTED;
            case FLOW -> FLOW;
            case END -> END;
        };
    }

    private Chunk text(float size, Color color, String text) {
        return chunk(text, plain, size, color);
    }

    private Chunk chunk(String text, BaseFont usual, float size, Color color) {
        BaseFont font = fontOf(text, usual);
        return new Chunk(printed(text, font), new Font(font, size, Font.UNDEFINED, color));
    }

    /// The usual font if it has all of the text.
    private BaseFont fontOf(String text, BaseFont usual) {
        if (Words.harmless(text).codePoints().allMatch(PdfReport::isWinAnsi)) {
            return usual;
        }
        if (wide == null) {
            wide = liberation();
        }
        return wide;
    }

    /// Embedded whole, for the library names parts of a font by chance.
    private static BaseFont liberation() {
        String name = "LiberationSans-Regular.ttf";
        try (InputStream in = Liberation.class.getResourceAsStream("/liberation/" + name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            BaseFont font = BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, bytes, null);
            font.setSubset(false);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWinAnsi(int point) {
        return point < 0x7f || point >= 0xa0 && point <= 0xff || PRINTED.indexOf(point) >= 0;
    }

    /// Without what could steer a reader, and with what the font lacks written out.
    private static String printed(String text, BaseFont font) {
        StringBuilder known = new StringBuilder();
        Words.harmless(text).codePoints().forEach(point -> {
            if (isWinAnsi(point) || font.getEncoding().equals(BaseFont.IDENTITY_H) && font.charExists(point)) {
                known.appendCodePoint(point);
            } else {
                known.append(String.format(Locale.ROOT, "<U+%04X>", point));
            }
        });
        return known.toString();
    }
}
