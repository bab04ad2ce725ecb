/// Results that show themselves in a Java notebook, in JShell and in scripts.
///
/// - [copse.notebook.Show]: any result as text, HTML or SVG, by the same documents that the command line
///   prints.
/// - [copse.notebook.NotebookExtension]: tells a Jupyter kernel for Java how copse's values look. Kernels built
///   on JJava find it on the class path by themselves.
/// - [copse.notebook.CopseKernel]: such a kernel, which needs nothing but a clone (`./copse kernel install`).
/// - [copse.notebook.ShowingControl]: makes JShell print results instead of the names of their classes
///   (`./copse jshell`).
///
/// ```java
/// import static copse.notebook.Show.show;
///
/// LmmFit fit = Lmm.of("call_CSAT ~ grp + (1 | center_ID)").fit(Data.read(Path.of("calls.csv")));
/// show(fit);                                       // the tables of `copse fit`
/// Files.writeString(Path.of("fit.html"), Show.html(fit));
/// ```
@NullMarked
package copse.notebook;

import org.jspecify.annotations.NullMarked;
