package io.dalbox.lanes.internal.child;

/**
 * Makes the threads that move a child's bytes.
 *
 * <p>They are platform threads. A read of a process's pipe holds its thread in the kernel: on a virtual thread the JDK (25) makes up
 * for it with one more carrier each, up to 256 for all of the process. Measured with eight silent children: 18 carriers instead of
 * 2. So virtual threads would cost the same threads, and many silent children could stall everything else that is virtual.
 */
final class ChildThreads {

    private ChildThreads() {}

    static Thread make(String name, Runnable work) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .unstarted(work);
        thread.setContextClassLoader(ChildThreads.class.getClassLoader());
        return thread;
    }
}
