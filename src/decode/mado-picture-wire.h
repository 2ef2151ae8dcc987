/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What madoguchi-decode writes: this head, and behind it, where all went well, the pixels of one page, four bytes each
 * (red, green, blue, how opaque, not multiplied), row by row without gaps. Both ends are of one machine and one build.
 */

#define MADO_PICTURE_WIRE_MAGIC 0x4d50u
#define MADO_PICTURE_MOST_BYTES (40u * 1024 * 1024) /* of a file */
#define MADO_PICTURE_MOST_SOURCE                                                                                       \
  (64u * 1000 * 1000) /* pixels of a picture: a page of A4 with 600 dots an inch has 35 million */
#define MADO_PICTURE_MOST_PIXELS (16u * 1000 * 1000) /* that are handed on; what has more is made smaller */
#define MADO_PICTURE_MOST_PAGES 500

typedef enum {
  MADO_PICTURE_GOOD,
  MADO_PICTURE_STRANGE, /* neither PNG, JPEG nor PDF */
  MADO_PICTURE_LARGE,   /* more than can be shown */
  MADO_PICTURE_DAMAGED, /* it is not what it says */
  MADO_PICTURE_LOCKED,  /* it needs a password */
  MADO_PICTURE_NO_PAGE, /* it has no such page */
  MADO_PICTURE_SLOW,    /* it took too long; the reader's word, as the next */
  MADO_PICTURE_BROKEN,  /* the decoder ended without a word */
} MadoPictureState;

typedef struct {
  guint32 magic;
  guint32 state;
  guint32 width;
  guint32 height;
  guint32 n_pages;
} MadoPictureHead;

G_END_DECLS
