package jp.shopbridge.sandbox.futureshop;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import jp.shopbridge.sandbox.SandboxAnswer;

/**
 * Draws the pictures of products when they are asked for: a plain motif of the kind of goods on a coloured ground, with the
 * name where the machine has letters for it. The same product, number, size and revision give the same bytes.
 */
final class Pictures {

    static final String TINY = "/itembox/special/tiny";
    static final String PNG = "/itembox/special/png";
    static final String GONE = "/itembox/special/gone";
    static final String HTML = "/itembox/special/html";
    static final String WIDE = "/itembox/special/wide";
    static final String CUT = "/itembox/special/cut";

    private static final Logger LOG = System.getLogger(Pictures.class.getName());
    private static final Pattern PRODUCT_PICTURE =
            Pattern.compile("/itembox/product/[0-9]{3}/([0-9]{12})/([0-9]{12})-([0-9]{2,3})-([a-z]+)\\.jpg");
    private static final Pattern SPECIAL_PICTURE =
            Pattern.compile("(/itembox/special/(?:tiny|png|gone|html|wide|cut))-([a-z]+)\\.(?:jpg|png)");
    private static final Map<String, Integer> PIXELS =
            Map.of("xs", 100, "s", 200, "m", 400, "l", 800, "xl", 1000, "xxl", 1200, "original", 1600);
    private static final int REMEMBERED = 128;
    private static final boolean LETTERS = letters();

    private final Map<String, byte[]> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * What is drawn.
     *
     * @param id internal product id
     * @param number position of the picture, from 1
     * @param kind which motif
     * @param label what is written, if the machine has letters for it
     * @param revision 0 for the first picture, more after it was replaced
     */
    record Motif(long id, int number, GoodsKind kind, String label, int revision) {}

    /** Finds what to draw for a product id and number; empty answers 404. */
    interface Motifs {
        Optional<Motif> find(long id, int number);
    }

    SandboxAnswer answer(String path, Motifs motifs) {
        Matcher product = PRODUCT_PICTURE.matcher(path);
        if (product.matches() && product.group(1).equals(product.group(2))) {
            OptionalInt pixels = pixels(product.group(4));
            Optional<Motif> motif = motifs.find(Long.parseLong(product.group(1)), Integer.parseInt(product.group(3)));
            if (pixels.isPresent() && motif.isPresent()) {
                return jpeg(remember(path, motif.get(), pixels.getAsInt()));
            }
        }
        Matcher special = SPECIAL_PICTURE.matcher(path);
        if (special.matches()) {
            return special(special.group(1), special.group(2));
        }
        return gone();
    }

    private SandboxAnswer special(String path, String size) {
        Motif motif = new Motif(path.hashCode(), 1, GoodsKind.MUG, path, 0);
        int pixels = pixels(size).orElse(400);
        return switch (path) {
            case TINY -> jpeg(encode(draw(motif, Math.min(pixels, 240), Math.min(pixels, 240)), "jpeg"));
            case PNG -> SandboxAnswer.bytes(200, "image/png", encode(draw(motif, pixels, pixels), "png"));
            case WIDE -> jpeg(encode(draw(motif, pixels, pixels / 3), "jpeg"));
            case CUT -> {
                byte[] whole = encode(draw(motif, pixels, pixels), "jpeg");
                yield jpeg(Arrays.copyOf(whole, whole.length / 2));
            }
            case HTML ->
                SandboxAnswer.bytes(
                        200,
                        "image/jpeg", // the lie is the point: the bytes are a page
                        "<!DOCTYPE html><html><body>ただいまメンテナンス中です。</body></html>".getBytes(StandardCharsets.UTF_8));
            default -> gone();
        };
    }

    private byte[] remember(String path, Motif motif, int pixels) {
        String key = path + "#" + motif.revision();
        synchronized (remembered) {
            byte[] known = remembered.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] drawn = encode(draw(motif, pixels, pixels), "jpeg");
        synchronized (remembered) {
            remembered.put(key, drawn);
        }
        return drawn;
    }

    private static OptionalInt pixels(String size) {
        Integer pixels = PIXELS.get(size);
        return pixels == null ? OptionalInt.empty() : OptionalInt.of(pixels);
    }

    private static SandboxAnswer jpeg(byte[] bytes) {
        return SandboxAnswer.bytes(200, "image/jpeg", bytes).with("Cache-Control", "max-age=86400");
    }

    private static SandboxAnswer gone() {
        return SandboxAnswer.text(404, "Not Found");
    }

    private static BufferedImage draw(Motif motif, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = (Math.floorMod(motif.id() * 37 + motif.revision() * 101L, 360) + motif.number() * 9) / 360f;
        canvas.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.12f, 0.99f), width, height, Color.getHSBColor(hue, 0.28f, 0.90f)));
        canvas.fillRect(0, 0, width, height);
        AffineTransform whole = canvas.getTransform();
        double scale = Math.min(width, height) / 100.0;
        canvas.translate((width - 100 * scale) / 2, (height - 100 * scale) / 2);
        canvas.scale(scale, scale);
        double zoom = 1 + (motif.number() - 1) % 4 * 0.12;
        canvas.translate(50 - 50 * zoom, 46 - 46 * zoom);
        canvas.scale(zoom, zoom);
        motif(canvas, motif.kind(), Color.getHSBColor(hue + 0.5f, 0.55f, 0.62f));
        canvas.setTransform(whole);
        label(canvas, motif, width, height);
        canvas.dispose();
        return image;
    }

    /** Draws within 100 × 100. */
    private static void motif(Graphics2D canvas, GoodsKind kind, Color colour) {
        Color dark = colour.darker();
        canvas.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setColor(colour);
        switch (kind) {
            case TEA -> {
                Path2D leaf = new Path2D.Double();
                leaf.moveTo(22, 72);
                leaf.curveTo(20, 30, 50, 18, 80, 20);
                leaf.curveTo(82, 56, 60, 80, 22, 72);
                canvas.fill(leaf);
                canvas.setColor(dark);
                canvas.drawLine(18, 76, 64, 36);
            }
            case SWEETS -> {
                canvas.fill(new Ellipse2D.Double(20, 24, 60, 26));
                canvas.fill(new Ellipse2D.Double(20, 48, 60, 26));
                canvas.setColor(dark);
                canvas.fill(new RoundRectangle2D.Double(24, 42, 52, 12, 12, 12));
            }
            case TSHIRT -> {
                canvas.fill(new Polygon(
                        new int[] {34, 66, 90, 80, 70, 70, 30, 30, 20, 10},
                        new int[] {20, 20, 36, 50, 44, 80, 80, 44, 50, 36},
                        10));
                canvas.setColor(dark);
                canvas.draw(new Arc2D.Double(40, 12, 20, 18, 180, 180, Arc2D.OPEN));
            }
            case BAG -> {
                canvas.fill(new RoundRectangle2D.Double(20, 40, 60, 40, 8, 8));
                canvas.setColor(dark);
                canvas.draw(new Arc2D.Double(34, 18, 32, 44, 0, 180, Arc2D.OPEN));
            }
            case COSMETICS -> {
                canvas.fill(new RoundRectangle2D.Double(34, 36, 32, 46, 8, 8));
                canvas.setColor(dark);
                canvas.fill(new RoundRectangle2D.Double(42, 18, 16, 18, 4, 4));
            }
            case PET_FOOD -> {
                canvas.fill(new Ellipse2D.Double(34, 46, 32, 28));
                for (int toe = 0; toe < 4; toe++) {
                    canvas.fill(new Ellipse2D.Double(20 + toe * 16, toe % 3 == 0 ? 36 : 24, 13, 17));
                }
            }
            case PHONE_CASE -> {
                canvas.fill(new RoundRectangle2D.Double(32, 14, 36, 70, 12, 12));
                canvas.setColor(dark);
                canvas.fill(new RoundRectangle2D.Double(37, 19, 12, 14, 5, 5));
            }
            case MUG -> {
                canvas.fill(new RoundRectangle2D.Double(24, 28, 42, 50, 10, 10));
                canvas.setColor(dark);
                canvas.draw(new Arc2D.Double(56, 38, 24, 28, -90, 180, Arc2D.OPEN));
            }
            case TOWEL -> {
                for (int fold = 0; fold < 4; fold++) {
                    canvas.setColor(fold % 2 == 0 ? colour : dark);
                    canvas.fill(new RoundRectangle2D.Double(18, 26 + fold * 13, 64, 12, 12, 12));
                }
            }
            case SOCKS -> {
                Path2D sock = new Path2D.Double();
                sock.moveTo(40, 16);
                sock.lineTo(62, 16);
                sock.lineTo(62, 56);
                sock.curveTo(62, 70, 40, 84, 24, 82);
                sock.curveTo(14, 80, 18, 68, 28, 66);
                sock.curveTo(38, 64, 40, 58, 40, 50);
                sock.closePath();
                canvas.fill(sock);
                canvas.setColor(dark);
                canvas.drawLine(40, 26, 62, 26);
            }
            case TOY -> {
                canvas.fill(new RoundRectangle2D.Double(18, 54, 28, 28, 4, 4));
                canvas.setColor(dark);
                canvas.fill(new RoundRectangle2D.Double(52, 54, 28, 28, 4, 4));
                canvas.fill(new Polygon(new int[] {32, 50, 68}, new int[] {52, 20, 52}, 3));
            }
            case KNIFE -> {
                Path2D blade = new Path2D.Double();
                blade.moveTo(12, 40);
                blade.lineTo(64, 40);
                blade.lineTo(64, 60);
                blade.curveTo(40, 60, 20, 54, 12, 40);
                canvas.fill(blade);
                canvas.setColor(dark);
                canvas.fill(new RoundRectangle2D.Double(64, 42, 26, 10, 6, 6));
            }
        }
    }

    private static void label(Graphics2D canvas, Motif motif, int width, int height) {
        if (!LETTERS) {
            return;
        }
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(8, Math.min(width, height) / 22));
        String text = font.canDisplayUpTo(motif.label()) == -1 ? motif.label() : "No. " + motif.id();
        canvas.setFont(font);
        canvas.setColor(new Color(60, 60, 60));
        int textWidth = canvas.getFontMetrics().stringWidth(text);
        canvas.drawString(text, Math.max(4, (width - textWidth) / 2), height - height / 14);
    }

    private static byte[] encode(BufferedImage image, String format) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(0.82f);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a picture could not be written to memory", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static boolean letters() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).canDisplayUpTo("A");
            return true;
        } catch (LinkageError | InternalError | RuntimeException noFonts) {
            LOG.log(Level.INFO, "this machine has no fonts; the pretend pictures go without letters");
            return false;
        }
    }
}
