package io.dalbox.plugins.internal.signing;

import java.io.PrintStream;
import java.util.Arrays;

/**
 * The commands {@code plugin key}, {@code plugin sign} and {@code plugin verify}, without a running server. End with 0 when all is well, 1
 * when it failed or a jar is not signed by whom it should be, 2 when they were called wrongly.
 */
public final class SigningCommand {

    private final PrintStream out;
    private final PrintStream err;
    private final Passwords passwords;

    /** Prints what it did to {@code out} and its troubles to {@code err}. */
    public SigningCommand(PrintStream out, PrintStream err, Passwords passwords) {
        this.out = out;
        this.err = err;
        this.passwords = passwords;
    }

    /** Runs it. */
    public static void main(String[] args) {
        System.exit(new SigningCommand(System.out, System.err, Passwords.ofPerson()).run(args));
    }

    /** Returns the exit code. */
    public int run(String... args) {
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        try {
            return switch (args.length == 0 ? "" : args[0]) {
                case "key" -> new KeyCommand(out, passwords).run(rest);
                case "sign" -> new SignCommand(out, passwords).run(rest);
                case "verify" -> new VerifyCommand(out, err).run(rest);
                default ->
                    throw SigningFault.usage(
                            "Usage: " + KeyCommand.USAGE + " | " + SignCommand.USAGE + " | " + VerifyCommand.USAGE);
            };
        } catch (SigningFault e) {
            err.println(e.getMessage());
            return e.code;
        }
    }
}
