/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* The password of a packet: drawn, never chosen, and on no file. A person copies it from a sheet of paper, so no two of
 * its characters look alike; it is ASCII, because tools disagree on how anything else becomes bytes. */

#define MADO_PACKET_PASSWORD_LENGTH 24 /* of 32 characters each: 120 bits, more than the ZIP's 1,000 rounds need */

MadoSecret *mado_packet_password_draw (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
