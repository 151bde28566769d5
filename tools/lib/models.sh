# shellcheck shell=bash
# AWS's service models, which the sandbox's wire layer is made from (tools/service_models.py).

fill_service_models() {
    rm -rf "$CACHE/service-models"
    "$CACHE/models-venv/bin/python" "$ROOT/tools/service_models.py" "$CACHE/service-models"
}

# ensure_service_models: .cache/service-models, made again when the script or botocore's version changes
ensure_service_models() {
    local stamp
    stamp=$(hash_of tools/service_models.py tools/model-requirements.txt)
    [[ -f $CACHE/service-models.stamp && $(<"$CACHE/service-models.stamp") == "$stamp" ]] && return 0
    ensure_venv "$CACHE/models-venv" "$ROOT/tools/model-requirements.txt" "$ROOT/tests/constraints.txt"
    step "reading AWS's service models" fill_service_models
    printf '%s\n' "$stamp" >"$CACHE/service-models.stamp"
}
