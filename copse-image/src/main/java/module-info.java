/// Pictures as SVG and PNG, without a browser.
module copse.image {
    requires transitive copse.report;
    requires com.caoccao.javet;
    requires com.github.weisj.jsvg;
    requires java.desktop;
    requires static org.jspecify;

    exports copse.image;
}
