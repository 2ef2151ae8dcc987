/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-jis8.h"
#include "mado-zengin-framing.h"

G_BEGIN_DECLS

/* The JSON form of a 全銀 transfer file: an object with the members "framing" and "groups". */

gboolean mado_zengin_json_write (GBytes *json,
                                 const MadoBankProfile *bank,
                                 const MadoZenginFraming *framing,
                                 MadoFindings *findings,
                                 GBytes **out_bytes,
                                 GError **error);

G_END_DECLS
