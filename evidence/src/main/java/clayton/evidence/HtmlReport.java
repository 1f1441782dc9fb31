package clayton.evidence;

import clayton.evidence.ReportPart.Bullets;
import clayton.evidence.ReportPart.Code;
import clayton.evidence.ReportPart.Facts;
import clayton.evidence.ReportPart.Heading;
import clayton.evidence.ReportPart.Paragraph;
import clayton.evidence.ReportPart.Picture;
import clayton.evidence.ReportPart.Table;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// Prints a report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere, and
/// a policy that forbids them. Light or dark as the reader's screen is, and black on white on paper.
final class HtmlReport {
    private static final String STYLE = """
            :root{--ink:#1b1f24;--paper:#fff;--muted:#5a6572;--line:#d5dbe1;--head:#f2f5f8;--flow:#2f6fb2;--end:#8a4b08}
            @media screen and (prefers-color-scheme:dark){:root{--ink:#e4e8ec;--paper:#14181d;--muted:#9aa6b2;\
            --line:#333c46;--head:#1e252c;--flow:#6aa7e0;--end:#e0a567}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:62rem;padding:1.5rem;background:var(--paper);color:var(--ink);\
            font:15px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
            h1{font-size:1.7rem;line-height:1.2;margin:.2em 0 .6em}
            h2{font-size:1.25rem;margin:2em 0 .5em;padding-top:.6em;border-top:1px solid var(--line)}
            h3{font-size:1.02rem;margin:1.4em 0 .4em}
            table{border-collapse:collapse;width:100%;margin:.6em 0 1em;font-size:.86rem}
            th,td{text-align:left;vertical-align:top;padding:.28em .5em;border-bottom:1px solid var(--line);\
            overflow-wrap:anywhere}
            th{background:var(--head);font-weight:600}
            td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
            td.h,pre,code{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
            td.h{font-size:.78rem;min-width:11rem}
            pre{background:var(--head);padding:.8em;font-size:.78rem;white-space:pre-wrap}
            dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.25em 1em;margin:.6em 0}
            dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
            svg{width:100%;height:auto;margin:.5em 0}
            svg .t{fill:var(--ink)}svg .m{fill:var(--muted)}svg .f{fill:var(--flow)}svg .e{fill:var(--end)}
            svg path.f{fill:none;stroke:var(--flow);opacity:.45}
            svg text{font-family:system-ui,Arial,sans-serif}svg text.mono{font-family:ui-monospace,"DejaVu Sans Mono",\
            Consolas,monospace}
            @media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}h3{break-after:avoid}\
            tr,svg{break-inside:avoid}thead{display:table-header-group}@page{margin:18mm}}
            """;

    private HtmlReport() {}

    static void write(String title, List<ReportPart> parts, Writer out) throws IOException {
        out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\""
                + " content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"color-scheme\""
                + " content=\"light dark\">\n<title>" + escaped(title) + "</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n<h1>" + escaped(title) + "</h1>\n");
        for (ReportPart part : parts) {
            write(part, out);
        }
        out.write("</body>\n</html>\n");
    }

    private static void write(ReportPart part, Writer out) throws IOException {
        switch (part) {
            case Heading heading -> {
                String tag = "h" + (heading.level() + 1);
                out.write("<" + tag + ">" + escaped(heading.text()) + "</" + tag + ">\n");
            }
            case Paragraph paragraph -> out.write("<p>" + escaped(paragraph.text()) + "</p>\n");
            case Facts facts -> {
                out.write("<dl>\n");
                for (ReportPart.Fact fact : facts.facts()) {
                    out.write("<dt>" + escaped(fact.name()) + "</dt><dd>" + escaped(fact.value()) + "</dd>\n");
                }
                out.write("</dl>\n");
            }
            case Bullets bullets -> {
                out.write("<ul>\n");
                for (String item : bullets.items()) {
                    out.write("<li>" + escaped(item) + "</li>\n");
                }
                out.write("</ul>\n");
            }
            case Table table -> table(table, out);
            case Code code -> out.write("<pre>" + escaped(code.lines()) + "</pre>\n");
            case Picture picture -> svg(picture, out);
        }
    }

    private static String escaped(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(escaped(line)).append('\n'));
        return text.toString();
    }

    private static void table(Table table, Writer out) throws IOException {
        out.write("<table>\n<thead><tr>");
        for (String column : table.columns()) {
            out.write("<th" + kind(column) + ">" + escaped(Table.title(column)) + "</th>");
        }
        out.write("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            out.write("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.write("<td" + kind(table.columns().get(i)) + ">" + escaped(row.get(i)) + "</td>");
            }
            out.write("</tr>\n");
        }
        out.write("</tbody>\n</table>\n");
    }

    private static String kind(String column) {
        return column.endsWith("#") ? " class=\"n\"" : column.endsWith("*") ? " class=\"h\"" : "";
    }

    private static void svg(Picture picture, Writer out) throws IOException {
        Drawing drawing = picture.drawing();
        out.write("<svg viewBox=\"0 0 " + number(drawing.width()) + " " + number(drawing.height())
                + "\" role=\"img\" aria-label=\"" + escaped(picture.description()) + "\">\n");
        for (Drawing.Shape shape : drawing.shapes()) {
            switch (shape) {
                case Drawing.Rect rect ->
                    out.write("<rect class=\"" + ink(rect.ink()) + "\" x=\"" + number(rect.x()) + "\" y=\""
                            + number(rect.y()) + "\" width=\"" + number(rect.width()) + "\" height=\""
                            + number(rect.height()) + "\"/>\n");
                case Drawing.Arc arc ->
                    out.write("<path class=\"f\" stroke-width=\"" + number(arc.thickness()) + "\" d=\"M"
                            + number(arc.x()) + " " + number(arc.y()) + " C" + number(arc.x() - arc.bulge()) + " "
                            + number(arc.y()) + " " + number(arc.x() - arc.bulge()) + " " + number(arc.toY()) + " "
                            + number(arc.x()) + " " + number(arc.toY()) + "\"/>\n");
                case Drawing.Text text ->
                    out.write("<text class=\"" + ink(text.ink()) + (text.mono() ? " mono" : "") + "\" x=\""
                            + number(text.x()) + "\" y=\"" + number(text.y()) + "\" font-size=\""
                            + number(text.size()) + "\"" + (text.right() ? " text-anchor=\"end\"" : "") + ">"
                            + escaped(text.text()) + "</text>\n");
            }
        }
        out.write("</svg>\n");
    }

    private static String ink(Drawing.Ink ink) {
        return switch (ink) {
            case TEXT -> "t";
            case MUTED -> "m";
            case FLOW -> "f";
            case END -> "e";
        };
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static String escaped(String text) {
        return Words.harmless(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
