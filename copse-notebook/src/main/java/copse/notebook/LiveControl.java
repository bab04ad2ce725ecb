package copse.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.jshell.execution.LocalExecutionControl;
import org.jspecify.annotations.Nullable;

/// Runs snippets of JShell in this process and hands on the values themselves, which JShell only passes as
/// text.
///
/// JShell calls a method per snippet and turns what it returns into text. Here it calls [#run()] in its stead,
/// on the thread that it can stop, and gets whatever the receiver makes of the value.
final class LiveControl extends LocalExecutionControl {
    private static final Method RUN = accessible("run");

    /// The thread that runs a snippet is started by the one that asks for it.
    private static final InheritableThreadLocal<Call> CALL = new InheritableThreadLocal<>();

    private final Receiver receiver;

    /// Who gets to know what a snippet did.
    interface Receiver {
        /// @param value of a snippet, null also where it has none
        /// @return what JShell makes text of
        @Nullable
        Object returned(@Nullable Object value);

        /// @param failure what a snippet threw
        default void thrown(Throwable failure) {}
    }

    private record Call(Method snippet, Receiver receiver) {}

    LiveControl(Receiver receiver) {
        super(LiveControl.class.getClassLoader());
        this.receiver = receiver;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        CALL.set(new Call(snippet, receiver));
        try {
            return super.invoke(RUN);
        } finally {
            CALL.remove();
        }
    }

    /// Called by JShell in place of the snippet.
    @SuppressWarnings("unused")
    private static @Nullable Object run() throws Throwable {
        Call call = CALL.get();
        try {
            return call.receiver.returned(call.snippet.invoke(null));
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getTargetException();
            call.receiver.thrown(thrown);
            throw thrown;
        }
    }

    private static Method accessible(String name) {
        try {
            Method method = LiveControl.class.getDeclaredMethod(name);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
