package jp.shopbridge.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteStatusTableTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    PENDING, AUDITING, AUDIT_PENDING, false
                    ACTIVATE, APPROVED, AUDIT_PASSED, true
                    ACTIVATE, NONE, AUDIT_PASSED, true
                    ACTIVATE, PRE_APPROVED, AUDIT_PASSED, true
                    ACTIVATE, AUDITING, AUDIT_PENDING, false
                    ACTIVATE, FAILED, AUDIT_FAILED, true
                    FAILED, FAILED, AUDIT_FAILED, true
                    FAILED, AUDITING, AUDIT_PENDING, false
                    SELLER_DEACTIVATED, APPROVED, AUDIT_PASSED, true
                    PLATFORM_DEACTIVATED, APPROVED, AUDIT_FAILED, true
                    FREEZE, NONE, AUDIT_FAILED, true
                    DELETED, -, AUDIT_FAILED, true
                    DRAFT, NONE, -, true
                    SCHEDULED, APPROVED, AUDIT_PASSED, true
                    SOMETHING_NEW, SOMETHING, -, false
                    -, -, -, false
                    """)
    void decidesByThePairOfStatuses(String status, String audit, String event, boolean settled) {
        RemoteStatusTable.Verdict verdict = RemoteStatusTable.of(status, audit);

        assertThat(verdict.event() == null ? null : verdict.event().name()).isEqualTo(event);
        assertThat(verdict.settled()).isEqualTo(settled);
    }
}
