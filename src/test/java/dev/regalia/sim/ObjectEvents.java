package dev.regalia.sim;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/// Tells what an object has become and that it is gone.
///
/// @param newest takes the object when it is seen for the first time and after each change
/// @param gone takes the object as it last was
record ObjectEvents<T>(Consumer<T> newest, Consumer<T> gone) implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T added) {
        newest.accept(added);
    }

    @Override
    public void onUpdate(T before, T after) {
        newest.accept(after);
    }

    @Override
    public void onDelete(T last, boolean stale) {
        gone.accept(last);
    }
}
