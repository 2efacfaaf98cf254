"""Resources that have the function `Fn` invoked, each with its trigger."""

from __future__ import annotations

URI = (
    "!Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
    "${Fn.Arn}/invocations'"
)
OPENAPI = f"""paths:
    /orders/{{id}}:
      get:
        x-amazon-apigateway-integration:
          type: aws_proxy
          VERSION
          uri: {URI}
"""
BROKER = "B: {Type: AWS::AmazonMQ::Broker, Properties: {EngineType: ENGINE}}\n"


def mapping(source: str) -> str:
    return (
        "M:\n  Type: AWS::Lambda::EventSourceMapping\n  Properties:\n"
        f"    FunctionName: !Ref Fn\n    {source}\n"
    )


def api(protocol: str) -> str:
    return f"A: {{Type: AWS::ApiGatewayV2::Api, Properties: {{ProtocolType: {protocol}}}}}\n"


def resource(kind: str, properties: str) -> str:
    return f"R:\n  Type: {kind}\n  Properties:\n    {properties}\n"


def permission(principal: str) -> str:
    return resource(
        "AWS::Lambda::Permission",
        f"{{Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: {principal}}}",
    )


def integration(settings: str) -> str:
    return resource(
        "AWS::ApiGatewayV2::Integration",
        f"{{ApiId: !Ref A, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Fn.Arn{settings}}}",
    )


def openapi(kind: str, key: str, version: str = "") -> str:
    body = OPENAPI.replace("VERSION", version or "httpMethod: POST").replace("\n", "\n  ")
    return f"R:\n  Type: {kind}\n  Properties:\n    {key}:\n      " + body.replace("\n", "\n    ")


def pool(name: str, value: str = "!GetAtt Fn.Arn") -> str:
    return resource("AWS::Cognito::UserPool", f"LambdaConfig: {{{name}: {value}}}")


def distribution(event: str) -> str:
    association = f"[{{EventType: {event}, LambdaFunctionARN: !Ref V}}]"
    return "V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Fn}}\n" + resource(
        "AWS::CloudFront::Distribution",
        "DistributionConfig: {DefaultCacheBehavior: "
        f"{{LambdaFunctionAssociations: {association}}}}}",
    )


WIRED = [
    (
        "api-gateway-rest",
        resource("AWS::ApiGateway::Method", f"Integration: {{Type: AWS_PROXY, Uri: {URI}}}"),
    ),
    ("api-gateway-rest", openapi("AWS::ApiGateway::RestApi", "Body")),
    ("api-gateway-http", api("HTTP") + integration(', PayloadFormatVersion: "2.0"')),
    ("api-gateway-http", openapi("AWS::ApiGatewayV2::Api", "Body", 'payloadFormatVersion: "2.0"')),
    ("api-gateway-http-v1", api("HTTP") + integration(', PayloadFormatVersion: "1.0"')),
    (
        "api-gateway-http-v1",
        openapi("AWS::ApiGatewayV2::Api", "Body", 'payloadFormatVersion: "1.0"'),
    ),
    ("api-gateway-websocket", api("WEBSOCKET") + integration("")),
    ("function-url", resource("AWS::Lambda::Url", "TargetFunctionArn: !GetAtt Fn.Arn")),
    (
        "alb",
        resource(
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "{TargetType: lambda, Targets: [{Id: !GetAtt Fn.Arn}]}",
        ),
    ),
    (
        "vpc-lattice",
        resource("AWS::VpcLattice::TargetGroup", "{Type: LAMBDA, Targets: [{Id: !GetAtt Fn.Arn}]}"),
    ),
    (
        "api-authorizer-token",
        resource("AWS::ApiGateway::Authorizer", f"{{Type: TOKEN, AuthorizerUri: {URI}}}"),
    ),
    (
        "api-authorizer-request",
        resource("AWS::ApiGateway::Authorizer", f"{{Type: REQUEST, AuthorizerUri: {URI}}}"),
    ),
    (
        "api-authorizer-request",
        api("WEBSOCKET")
        + resource("AWS::ApiGatewayV2::Authorizer", f"{{ApiId: !Ref A, AuthorizerUri: {URI}}}"),
    ),
    (
        "http-api-authorizer",
        api("HTTP")
        + resource(
            "AWS::ApiGatewayV2::Authorizer",
            f'{{ApiId: !Ref A, AuthorizerPayloadFormatVersion: "2.0", AuthorizerUri: {URI}}}',
        ),
    ),
    (
        "s3",
        resource(
            "AWS::S3::Bucket",
            "NotificationConfiguration: {LambdaConfigurations: "
            '[{Event: "s3:ObjectCreated:*", Function: !GetAtt Fn.Arn}]}',
        ),
    ),
    (
        "sns",
        resource(
            "AWS::SNS::Subscription",
            "{Protocol: lambda, TopicArn: !Ref T, Endpoint: !GetAtt Fn.Arn}",
        ),
    ),
    (
        "sns",
        resource("AWS::SNS::Topic", "Subscription: [{Protocol: lambda, Endpoint: !GetAtt Fn.Arn}]"),
    ),
    ("sqs", "Q: {Type: AWS::SQS::Queue}\n" + mapping("EventSourceArn: !GetAtt Q.Arn")),
    ("sqs", mapping("EventSourceArn: arn:aws:sqs:us-east-1:123456789012:orders")),
    ("kinesis", "S: {Type: AWS::Kinesis::Stream}\n" + mapping("EventSourceArn: !GetAtt S.Arn")),
    ("dynamodb", mapping("EventSourceArn: !GetAtt T.StreamArn")),
    (
        "documentdb",
        mapping(
            "{EventSourceArn: !Ref C, FunctionName: !Ref Fn, "
            "DocumentDBEventSourceConfig: {DatabaseName: shop}}"
        ).replace("    FunctionName: !Ref Fn\n", ""),
    ),
    ("msk", "C: {Type: AWS::MSK::Cluster}\n" + mapping("EventSourceArn: !Ref C")),
    ("kafka", mapping("SelfManagedEventSource: {Endpoints: {KafkaBootstrapServers: [a:9092]}}")),
    (
        "mq-activemq",
        BROKER.replace("ENGINE", "ACTIVEMQ") + mapping("EventSourceArn: !GetAtt B.Arn"),
    ),
    (
        "mq-rabbitmq",
        BROKER.replace("ENGINE", "RabbitMQ") + mapping("EventSourceArn: !GetAtt B.Arn"),
    ),
    (
        "eventbridge",
        resource(
            "AWS::Events::Rule",
            "{EventPattern: {source: [aws.ec2]}, Targets: [{Id: a, Arn: !GetAtt Fn.Arn}]}",
        ),
    ),
    (
        "schedule",
        resource(
            "AWS::Events::Rule",
            "{ScheduleExpression: rate(1 day), Targets: [{Id: a, Arn: !GetAtt Fn.Arn}]}",
        ),
    ),
    (
        "schedule",
        resource(
            "AWS::Scheduler::Schedule",
            "{ScheduleExpression: rate(1 day), Target: {Arn: !GetAtt Fn.Arn}}",
        ),
    ),
    (
        "cloudwatch-logs",
        resource(
            "AWS::Logs::SubscriptionFilter", "{LogGroupName: app, DestinationArn: !GetAtt Fn.Arn}"
        ),
    ),
    ("cloudwatch-alarm", resource("AWS::CloudWatch::Alarm", "AlarmActions: [!GetAtt Fn.Arn]")),
    (
        "iot-rule",
        resource(
            "AWS::IoT::TopicRule",
            "TopicRulePayload: {Actions: [{Lambda: {FunctionArn: !GetAtt Fn.Arn}}]}",
        ),
    ),
    ("alexa-skill", permission("alexa-appkit.amazon.com")),
    ("alexa-smart-home", permission("alexa-connectedhome.amazon.com")),
    *(
        (f"cloudfront-{event}", distribution(event))
        for event in ("viewer-request", "origin-request", "origin-response", "viewer-response")
    ),
    (
        "firehose",
        resource(
            "AWS::KinesisFirehose::DeliveryStream",
            "ExtendedS3DestinationConfiguration: {ProcessingConfiguration: {Processors: [{Type: "
            "Lambda, Parameters: [{ParameterName: LambdaArn, ParameterValue: !GetAtt Fn.Arn}]}]}}",
        ),
    ),
    (
        "appsync",
        resource("AWS::AppSync::DataSource", "LambdaConfig: {LambdaFunctionArn: !GetAtt Fn.Arn}"),
    ),
    (
        "appsync-authorizer",
        resource(
            "AWS::AppSync::GraphQLApi", "LambdaAuthorizerConfig: {AuthorizerUri: !GetAtt Fn.Arn}"
        ),
    ),
    (
        "step-functions",
        resource(
            "AWS::StepFunctions::StateMachine", "DefinitionSubstitutions: {F: !GetAtt Fn.Arn}"
        ),
    ),
    (
        "step-functions",
        resource(
            "AWS::StepFunctions::StateMachine",
            """DefinitionString: !Sub '{"States": {"A": {"Resource": "${Fn.Arn}"}}}'""",
        ),
    ),
    ("pipes", resource("AWS::Pipes::Pipe", "{Source: !GetAtt Q.Arn, Target: !GetAtt Fn.Arn}")),
    ("pipes", resource("AWS::Pipes::Pipe", "{Source: a, Enrichment: !GetAtt Fn.Arn, Target: b}")),
    ("custom-resource", resource("Custom::Setup", "ServiceToken: !GetAtt Fn.Arn")),
    (
        "custom-resource",
        resource("AWS::CloudFormation::CustomResource", "ServiceToken: !GetAtt Fn.Arn"),
    ),
    (
        "cloudformation-macro",
        resource("AWS::CloudFormation::Macro", "{Name: m, FunctionName: !GetAtt Fn.Arn}"),
    ),
    (
        "config-rule",
        resource(
            "AWS::Config::ConfigRule",
            "Source: {Owner: CUSTOM_LAMBDA, SourceIdentifier: !GetAtt Fn.Arn}",
        ),
    ),
    (
        "codepipeline",
        resource(
            "AWS::CodePipeline::Pipeline",
            "Stages: [{Actions: [{Configuration: {FunctionName: !Ref Fn}}]}]",
        ),
    ),
    (
        "codecommit",
        resource("AWS::CodeCommit::Repository", "Triggers: [{DestinationArn: !GetAtt Fn.Arn}]"),
    ),
    (
        "codedeploy-hook",
        "R:\n  Type: AWS::Lambda::Alias\n  Properties: {FunctionName: other}\n"
        "  UpdatePolicy:\n    CodeDeployLambdaAliasUpdate: {BeforeAllowTrafficHook: !Ref Fn}\n",
    ),
    (
        "secrets-rotation",
        resource("AWS::SecretsManager::RotationSchedule", "RotationLambdaARN: !GetAtt Fn.Arn"),
    ),
    (
        "ses",
        resource(
            "AWS::SES::ReceiptRule",
            "Rule: {Actions: [{LambdaAction: {FunctionArn: !GetAtt Fn.Arn}}]}",
        ),
    ),
    (
        "s3-object-lambda",
        resource(
            "AWS::S3ObjectLambda::AccessPoint",
            "ObjectLambdaConfiguration: {TransformationConfigurations: [{ContentTransformation: "
            "{AwsLambda: {FunctionArn: !GetAtt Fn.Arn}}}]}",
        ),
    ),
    (
        "transfer-identity",
        resource("AWS::Transfer::Server", "IdentityProviderDetails: {Function: !GetAtt Fn.Arn}"),
    ),
    (
        "lex-v2",
        resource(
            "AWS::Lex::BotAlias",
            "BotAliasLocaleSettings: [{BotAliasLocaleSetting: {CodeHookSpecification: "
            "{LambdaCodeHook: {LambdaArn: !GetAtt Fn.Arn}}}}]",
        ),
    ),
    (
        "connect",
        resource(
            "AWS::Connect::IntegrationAssociation",
            "{IntegrationType: LAMBDA_FUNCTION, IntegrationArn: !GetAtt Fn.Arn}",
        ),
    ),
    (
        "bedrock-agent",
        resource(
            "AWS::Bedrock::Agent",
            "ActionGroups: [{ActionGroupExecutor: {Lambda: !GetAtt Fn.Arn}}]",
        ),
    ),
    (
        "lambda-destination",
        resource(
            "AWS::Lambda::EventInvokeConfig",
            "{FunctionName: other, DestinationConfig: {OnFailure: {Destination: !GetAtt Fn.Arn}}}",
        ),
    ),
    *(
        (f"cognito-{trigger}", pool(name))
        for trigger, name in (
            ("pre-sign-up", "PreSignUp"),
            ("post-confirmation", "PostConfirmation"),
            ("pre-authentication", "PreAuthentication"),
            ("post-authentication", "PostAuthentication"),
            ("pre-token-generation", "PreTokenGeneration"),
            ("custom-message", "CustomMessage"),
            ("define-auth-challenge", "DefineAuthChallenge"),
            ("create-auth-challenge", "CreateAuthChallenge"),
            ("verify-auth-challenge", "VerifyAuthChallengeResponse"),
            ("user-migration", "UserMigration"),
        )
    ),
    *(
        (f"cognito-{trigger}", pool(name, "{LambdaArn: !GetAtt Fn.Arn, LambdaVersion: V1_0}"))
        for trigger, name in (
            ("pre-token-generation", "PreTokenGenerationConfig"),
            ("custom-email-sender", "CustomEmailSender"),
            ("custom-sms-sender", "CustomSMSSender"),
        )
    ),
]
SAM_WIRED = [
    ("api-gateway-rest", openapi("AWS::Serverless::Api", "DefinitionBody")),
    (
        "api-gateway-http",
        openapi("AWS::Serverless::HttpApi", "DefinitionBody", 'payloadFormatVersion: "2.0"'),
    ),
    (
        "api-gateway-http-v1",
        openapi("AWS::Serverless::HttpApi", "DefinitionBody", 'payloadFormatVersion: "1.0"'),
    ),
    (
        "api-gateway-websocket",
        resource(
            "AWS::Serverless::WebSocketApi", "Routes: {$connect: {FunctionArn: !GetAtt Fn.Arn}}"
        ),
    ),
    (
        "api-authorizer-token",
        resource("AWS::Serverless::Api", "Auth: {Authorizers: {A: {FunctionArn: !GetAtt Fn.Arn}}}"),
    ),
    (
        "api-authorizer-request",
        resource(
            "AWS::Serverless::Api",
            "Auth: {Authorizers: {A: {FunctionArn: !GetAtt Fn.Arn, FunctionPayloadType: REQUEST}}}",
        ),
    ),
    (
        "http-api-authorizer",
        resource(
            "AWS::Serverless::HttpApi",
            "Auth: {Authorizers: {A: {FunctionArn: !GetAtt Fn.Arn, "
            'AuthorizerPayloadFormatVersion: "2.0"}}}',
        ),
    ),
    (
        "appsync",
        resource(
            "AWS::Serverless::GraphQLApi",
            "DataSources: {Lambda: {D: {FunctionArn: !GetAtt Fn.Arn}}}",
        ),
    ),
    (
        "appsync-authorizer",
        resource(
            "AWS::Serverless::GraphQLApi",
            "Auth: {Type: AWS_LAMBDA, LambdaAuthorizer: {AuthorizerUri: !GetAtt Fn.Arn}}",
        ),
    ),
    (
        "step-functions",
        resource(
            "AWS::Serverless::StateMachine",
            "Definition: {States: {A: {Type: Task, Resource: !GetAtt Fn.Arn}}}",
        ),
    ),
    (
        "codedeploy-hook",
        resource(
            "AWS::Serverless::Function", "DeploymentPreference: {Hooks: {PreTraffic: !Ref Fn}}"
        ),
    ),
    (
        "lambda-destination",
        resource(
            "AWS::Serverless::Function",
            "EventInvokeConfig: {DestinationConfig: "
            "{OnSuccess: {Type: Lambda, Destination: !GetAtt Fn.Arn}}}",
        ),
    ),
]
