/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire-records.h"

G_BEGIN_DECLS

/* Records of one concern each, for wire-records.h; each ends with an empty one. */
extern const WireRecord wire_log_records[];
extern const WireRecord wire_access_records[];
extern const WireRecord wire_beside_records[];
extern const WireRecord wire_enrolment_records[];

G_END_DECLS
