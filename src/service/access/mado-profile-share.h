/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-knock.h"

G_BEGIN_DECLS

/* What the service lends to a profile, one account on one terminal in one programme, to open its key with: on the shelf
 * "profile-share". It is lent to whoever is signed in there and to nobody else, so a stolen disk opens nowhere, and a
 * terminal that is revoked not even there.
 *
 * There are two. One takes part in the key file beside the password. The other stands in the password's place in a
 * second file of the same key, so that what was not sent outlives a forgotten password: after a reset its person signs
 * in with a new password, asks for it, opens the second file, and makes the first anew. */
extern const MadoDoorVerb mado_profile_share_verb;

G_END_DECLS
