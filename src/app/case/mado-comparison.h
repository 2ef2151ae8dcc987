/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-json-member.h"
#include "mado-policy.h"
#include "mado-verdict.h"

G_BEGIN_DECLS

/* Two sides that say something of the same items: a case and a register, or two cases. Both are cut already to what
 * the person may see. */
typedef struct {
  const MadoProgramme *programme;
  const MadoPerson *person;
  gboolean is_protected; /* the case is about somebody under protection */
  yyjson_val *here;      /* (nullable): the items of the case */
  yyjson_val *there;     /* (nullable): the items of the other side */
} MadoComparison;

typedef struct {
  const MadoItem *item;
  char *label;
  char *here; /* for people; "—" where there is nothing */
  char *there;
  MadoVerdict verdict;
  GArray *here_marks; /* (element-type MadoMark): what the other side does not have */
  GArray *there_marks;
} MadoComparedLine;

gboolean mado_comparison_takes (const MadoComparison *self, const MadoItem *item);
char *mado_comparison_write (const MadoComparison *self,
                             const MadoItem *item,
                             yyjson_val *value) G_GNUC_WARN_UNUSED_RESULT;
void mado_comparison_add (const MadoComparison *self, GPtrArray *lines, const MadoItem *item);

GPtrArray *mado_compared_lines_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_compared_lines_have (const GPtrArray *lines, const MadoItem *item);
guint mado_compared_lines_count (const GPtrArray *lines, MadoVerdict verdict);

G_END_DECLS
