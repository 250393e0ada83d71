package jp.shopbridge.token;

/** Knows who is called what, so that no program gets a person's name. */
public interface TakenNames {

    /** Whether a person has this name, in any spelling. */
    boolean isTaken(String name);
}
