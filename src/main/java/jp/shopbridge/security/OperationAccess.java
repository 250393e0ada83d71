package jp.shopbridge.security;

import java.util.Optional;
import java.util.function.Supplier;
import jp.shopbridge.api.Operations;
import jp.shopbridge.api.Operations.Access;
import jp.shopbridge.api.Operations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets whoever has an operation's role in to it, and notes to which. Under an address that is no operation's, whoever may
 * use the API learns that nothing is there.
 */
final class OperationAccess implements AuthorizationManager<RequestAuthorizationContext> {

    private final AuthorizationManager<RequestAuthorizationContext> merchants =
            AuthorityAuthorizationManager.hasAnyRole(Role.MERCHANT.name(), Role.OPERATOR.name());
    private final AuthorizationManager<RequestAuthorizationContext> operators =
            AuthorityAuthorizationManager.hasRole(Role.OPERATOR.name());
    private final Operations operations;

    OperationAccess(Operations operations) {
        this.operations = operations;
    }

    @Override
    public @Nullable AuthorizationResult authorize(Supplier<Authentication> who, RequestAuthorizationContext context) {
        Optional<Operation> operation = operations.find(context.getRequest());
        AuthorizationResult result =
                switch (operation.map(Operation::access).orElse(Access.MERCHANT)) {
                    case ANYONE -> new AuthorizationDecision(true);
                    case MERCHANT -> merchants.authorize(who, context);
                    case OPERATOR -> operators.authorize(who, context);
                };
        if (result != null && result.isGranted()) {
            operation.ifPresent(found -> Operations.letIn(context.getRequest(), found));
        }
        return result;
    }

    @Override
    @Deprecated
    public @Nullable AuthorizationDecision check(Supplier<Authentication> who, RequestAuthorizationContext context) {
        return authorize(who, context) instanceof AuthorizationDecision decision ? decision : null;
    }
}
