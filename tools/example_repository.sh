#!/usr/bin/env bash
# Fills the repository of a server that knows the sandbox's accounts: certificates of our own, some deployed, and one of
# them renewed since, so that two regions of AWS are behind.
#
#   CERTWRIGHT_URL=... CERTWRIGHT_TOKEN=... tools/example_repository.sh CERTWRIGHT
set -euo pipefail

certwright=$1

create() { "$certwright" cert create "$@"; }
deploy() { "$certwright" deploy "$@" --account production --wait; }

create "Flora Root" --ca --subject "CN=Flora Root,O=Flora" --owner platform
create mesh --signed-by "Flora Root" --dns mesh.flora.internal --owner platform --auto-renew on
create pay --signed-by "Flora Root" --dns pay.flora.test --dns "*.pay.flora.test" --days 25 --owner payments
create intranet --dns intranet.flora.internal --days 6 --owner it
deploy mesh --regions eu-central-1,eu-west-1 --auto-redeploy
deploy pay --regions us-east-1,eu-central-1
"$certwright" cert renew pay
