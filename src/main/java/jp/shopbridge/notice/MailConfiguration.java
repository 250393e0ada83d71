package jp.shopbridge.notice;

import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How mail leaves; kept here so that neither user nor password stands in an endpoint's address. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    private static final String MILLISECONDS = "15000";

    @Bean
    JavaMailSender noticeMail(NoticeSettings settings) {
        NoticeSettings.Mail mail = settings.mail();
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", MILLISECONDS);
        properties.put("mail.smtp.timeout", MILLISECONDS);
        properties.put("mail.smtp.writetimeout", MILLISECONDS);
        properties.put("mail.smtp.starttls.enable", Boolean.toString(mail.startTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(mail.startTls()));
        properties.put("mail.smtp.auth", Boolean.toString(!mail.username().isBlank()));
        DefaultJavaMailSender sender = new DefaultJavaMailSender();
        sender.setProtocol("smtp");
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        if (!mail.username().isBlank()) {
            sender.setUsername(mail.username());
            sender.setPassword(mail.password());
        }
        sender.setJavaMailProperties(properties);
        return sender;
    }
}
