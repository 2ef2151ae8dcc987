/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-manuscript.h"

G_BEGIN_DECLS

/* The label of an envelope: what a letter says on its outside of whom it goes to. */

#define MADO_ADDRESS_LABEL_LAYOUT "labels-24"

MadoManuscript *mado_address_label_write (const MadoManuscript *letter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
