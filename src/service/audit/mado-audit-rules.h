/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is normal in a ward; what is not stands in the report of its logs. */
typedef struct {
  guint opens;      /* o'clock in Japan; work is normal from here … */
  guint closes;     /* … to here, on days on which the ward is open */
  guint mass_reads; /* records that an account reads in a day: so many are to be looked at */
} MadoAuditRules;

#define MADO_AUDIT_OPENS 8
#define MADO_AUDIT_CLOSES 20
#define MADO_AUDIT_MASS_READS 200

G_END_DECLS
