package jp.shopbridge.startup;

import java.util.List;

/** Thrown before anything runs, when settings are missing or wrong. */
final class StartRefused extends RuntimeException {

    private final transient List<Complaint> complaints;

    StartRefused(List<Complaint> complaints) {
        super("These settings are missing or wrong: "
                + complaints.stream().map(Complaint::setting).toList());
        this.complaints = List.copyOf(complaints);
    }

    List<Complaint> complaints() {
        return complaints;
    }
}
