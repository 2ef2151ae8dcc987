/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-json-member.h"
#include "mado-queue-value.h"

G_BEGIN_DECLS

/* How values are written for people: days by era, choices by their labels, money with its unit. */

char *mado_wording_write_day (const char *iso) G_GNUC_WARN_UNUSED_RESULT;
char *mado_wording_write_moment (gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;
char *mado_wording_write_yen (gint64 amount) G_GNUC_WARN_UNUSED_RESULT;
char *mado_wording_write_value (const MadoItem *item, yyjson_val *value) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_wording_is_masked (yyjson_val *value);

const char *mado_wording_get_column_title (const MadoProgramme *programme, const char *column);
const char *mado_wording_get_column_type (const MadoProgramme *programme, const char *column);
char *mado_wording_write_column (const MadoProgramme *programme,
                                 const char *column,
                                 const MadoQueueValue *value) G_GNUC_WARN_UNUSED_RESULT;

char *mado_wording_join_all (const char *const *parts) G_GNUC_WARN_UNUSED_RESULT;
#define mado_wording_join(...) mado_wording_join_all ((const char *const[]) { __VA_ARGS__, NULL })

G_END_DECLS
