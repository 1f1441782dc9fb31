package clayton.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/// Runs an action when the process receives a signal, until closed. The JDK offers this in `sun.misc.Signal` alone,
/// for which javac has a warning that nothing suppresses; hence reflection. (A shutdown hook cannot do it: once it
/// waits, a second signal is not noticed any more.)
final class SignalWatch implements AutoCloseable {
    private final Method handle;
    private final Object signal;
    private final Object before;

    SignalWatch(String name, Runnable action) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            InvocationHandler run = (proxy, method, arguments) -> {
                action.run();
                return null;
            };
            handle = signals.getMethod("handle", signals, handlers);
            signal = signals.getConstructor(String.class).newInstance(name);
            before = handle.invoke(
                    null, signal, Proxy.newProxyInstance(handlers.getClassLoader(), new Class<?>[] {handlers}, run));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java does not let signal " + name + " be handled", e);
        }
    }

    @Override
    public void close() {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The former handler of " + signal + " was not taken back", e);
        }
    }
}
