/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>
char *mado_claim_build (const char *space, const char *kind, const char *const *parts);
