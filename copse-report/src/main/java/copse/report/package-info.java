/// Results for people and for programs.
///
/// A result becomes a [copse.report.Document], a short list of [copse.report.Part]s: headings, sentences, tables. One
/// renderer per form turns it into text ([copse.report.TextRenderer]), Markdown ([copse.report.MarkdownRenderer]) or
/// CSV ([copse.report.CsvRenderer]); they only lay out, every number is formatted before by [copse.report.Numbers].
/// JSON is not made from documents, since it has a schema of its own per result: see [copse.report.Json].
///
/// ```java
/// Document document = new Document(List.of(
///         new Part.Sentence("Treatment raised score by 3.1 points."),
///         Table.of("fixed", TableColumn.left("term"), TableColumn.right("estimate"))
///                 .row(Cell.text("arm"), Cell.number(3.1, "3.1"))));
/// String text = TextRenderer.of(100).render(document);
/// ```
@NullMarked
package copse.report;

import org.jspecify.annotations.NullMarked;
